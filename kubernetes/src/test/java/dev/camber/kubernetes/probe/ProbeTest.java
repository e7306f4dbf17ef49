package dev.camber.kubernetes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.time.Clock;
import org.junit.jupiter.api.Test;

final class ProbeTest {
  private static FakeCluster cluster(Product product) {
    return new FakeCluster(
        new KubeContext("c", "c", "default", product, "https://c.example", ""), Clock.systemUTC());
  }

  private static JsonObject yaml(String text) throws Exception {
    return Yaml.readKubernetes(text).asObject().orElseThrow();
  }

  private static RegistryDiscovery.Finding find(FakeCluster cluster) throws Exception {
    return new RegistryDiscovery(() -> true).find(cluster, ClusterFacts.read(cluster));
  }

  @Test
  void versionAndArchitectureAreRead() throws Exception {
    FakeCluster cluster = cluster(Product.KIND);
    cluster.answer("/version", yaml("{gitVersion: v1.33.1}"));
    cluster.put(
        yaml(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: node, labels: {kubernetes.io/arch: arm64}}
            status: {nodeInfo: {containerRuntimeVersion: "containerd://1.6"}}
            """));
    ClusterFacts facts = ClusterFacts.read(cluster);
    assertThat(facts.version()).isEqualTo("v1.33.1");
    assertThat(facts.arch()).isEqualTo("arm64");
    assertThat(facts.dockerRuntime()).isFalse();
    cluster.fail(call -> call.kind().equals("Node"), new KubeException(403, "Forbidden", "no"));
    assertThat(ClusterFacts.read(cluster).arch()).isEqualTo("unknown");
  }

  @Test
  void thePublishedRegistryComesFirst() throws Exception {
    FakeCluster cluster = cluster(Product.KIND);
    cluster.put(
        yaml(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: local-registry-hosting, namespace: kube-public}
            data:
              localRegistryHosting.v1: |
                host: "localhost:5000"
                hostFromContainerRuntime: "registry:5000"
            """));
    assertThat(find(cluster).registry())
        .contains(new RegistryHosting("localhost:5000", "", "registry:5000", "", ""));
  }

  @Test
  void aNodesAnnotationsAreLookedAt() throws Exception {
    FakeCluster cluster = cluster(Product.K3D);
    cluster.put(
        yaml(
            """
            apiVersion: v1
            kind: Node
            metadata:
              name: node
              annotations:
                tilt.dev/registry: localhost:5005
                tilt.dev/registry-from-cluster: registry:5005
            """));
    assertThat(find(cluster).registry())
        .contains(new RegistryHosting("localhost:5005", "registry:5005", "", "", ""));
  }

  @Test
  void microk8sHasItsOwnRegistry() throws Exception {
    FakeCluster cluster = cluster(Product.MICROK8S);
    assertThat(find(cluster).warnings().getFirst()).contains("sudo microk8s.enable registry");
    cluster.put(
        yaml(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: registry, namespace: container-registry}
            spec: {ports: [{port: 5000, nodePort: 32000}]}
            """));
    assertThat(find(cluster).registry())
        .contains(new RegistryHosting("localhost:32000", "", "", "", ""));
  }

  @Test
  void whoRunsWithoutOneIsToldHowToGetIt() throws Exception {
    assertThat(find(cluster(Product.KIND)).warnings().getFirst())
        .startsWith("You are running Kind without a local image registry.")
        .endsWith("Instructions: https://kind.sigs.k8s.io/docs/user/local-registry/");
    assertThat(find(cluster(Product.GKE)).warnings()).isEmpty();
  }

  @Test
  void healthIsLivenessThenReadiness() throws Exception {
    FakeCluster cluster = cluster(Product.KIND);
    assertThat(ClusterHealth.problem(cluster)).isEmpty();
    cluster.unhealthy("/readyz");
    assertThat(ClusterHealth.problem(cluster)).contains("cluster not ready");
    cluster.unhealthy("/livez");
    assertThat(ClusterHealth.problem(cluster)).contains("cluster did not pass liveness check");
    cluster.heal();
    cluster.goDown();
    assertThat(ClusterHealth.problem(cluster)).contains("connection refused");
  }
}
