package dev.camber.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscoveredServicesTest {
  private final ManualLoop loop = new ManualLoop();

  private static JsonObject service(String uid, String ingress) throws Exception {
    return Yaml.readKubernetes(
            """
            metadata: {uid: %s}
            spec: {type: LoadBalancer, ports: [{port: 80, nodePort: 30080}]}
            status: {loadBalancer: {ingress: [%s]}}
            """
                .formatted(uid, ingress))
        .asObject()
        .orElseThrow();
  }

  private List<String> urls() {
    return loop.store
        .get(EngineKinds.SERVICE_URLS, "web")
        .map(o -> o.spec().urls())
        .orElse(List.of());
  }

  private DiscoveredServices services(String nodeAddress) throws Exception {
    loop.store.create(
        Kinds.KUBERNETES_DISCOVERY.object(
            ObjectMeta.named("web"),
            new KubernetesDiscoverySpec(
                List.of(), List.of(), Optional.empty(), Optional.empty(), "")));
    return new DiscoveredServices(loop.store, "web", Set.of("u1", "u2"), nodeAddress);
  }

  @Test
  void theAddressesOfWhatWasDeployedAreKept() throws Exception {
    DiscoveredServices services = services("");
    services.changed(service("u2", ""));
    assertThat(urls()).isEmpty();
    services.changed(service("u2", "{ip: 192.0.2.2}"));
    services.changed(service("u1", "{ip: 192.0.2.1}"));
    services.changed(service("other", "{ip: 192.0.2.3}"));
    assertThat(urls()).containsExactly("http://192.0.2.1:80/", "http://192.0.2.2:80/");
    services.removed(service("u2", ""));
    assertThat(urls()).containsExactly("http://192.0.2.1:80/");
    loop.store.delete(Kinds.KUBERNETES_DISCOVERY, "web");
    assertThat(loop.store.get(EngineKinds.SERVICE_URLS, "web")).isEmpty();
  }

  @Test
  void aNodesPortServesWhereNodesAreReached() throws Exception {
    services("192.0.2.9").changed(service("u1", ""));
    assertThat(urls()).containsExactly("http://192.0.2.9:30080/");
  }
}
