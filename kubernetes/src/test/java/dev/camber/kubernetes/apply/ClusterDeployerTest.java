package dev.camber.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.kubernetes.client.RealCluster;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterDeployerTest extends DeployerContract {
  private RealCluster cluster;

  @BeforeAll
  void connect() throws Exception {
    cluster = new RealCluster();
  }

  @AfterAll
  void leave() {
    cluster.close();
  }

  @Override
  protected KubeApi api() {
    return cluster.api();
  }

  @Override
  protected String namespace() {
    return RealCluster.NAMESPACE;
  }

  @Test
  void aDefinitionAndItsResourceGoInOneApply() throws Exception {
    String group = unique("test") + ".camber.dev";
    JsonObject definition =
        Yaml.readKubernetes(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.%s}
                spec:
                  group: %s
                  scope: Namespaced
                  names: {kind: Gadget, plural: gadgets, singular: gadget}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        x-kubernetes-preserve-unknown-fields: true
                """
                    .formatted(group, group))
            .asObject()
            .orElseThrow();
    JsonObject gadget =
        yaml(
            "{apiVersion: %s/v1, kind: Gadget, metadata: {name: g}, spec: {a: 1}}"
                .formatted(group));
    List<JsonObject> applied =
        deployer().apply(List.of(List.of(definition), List.of(gadget)), ApplyOptions.DEFAULT, log);
    assertThat(ObjectRef.of(applied.get(1)).uid()).isNotEmpty();
    JsonObject changed =
        yaml(
            "{apiVersion: %s/v1, kind: Gadget, metadata: {name: g}, spec: {a: 2}}"
                .formatted(group));
    JsonObject again =
        deployer().apply(List.of(List.of(changed)), ApplyOptions.DEFAULT, log).getFirst();
    assertThat(again.at("spec").orElseThrow().compact()).isEqualTo("{\"a\":2}");
    List<ObjectRef> refs = List.of(ObjectRef.of(again), ObjectRef.of(applied.getFirst()));
    assertThat(deployer().deleteAndWait(refs, Duration.ofSeconds(30), log)).isEmpty();
    assertThat(deployer().delete(refs, Duration.ofSeconds(30), log)).isEmpty();
  }

  @Test
  void hundredsOfObjectsGoThroughWithoutAWord() throws Exception {
    String name = unique("many");
    List<JsonObject> batch = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      batch.add(
          yaml(
              """
              apiVersion: apps/v1
              kind: Deployment
              metadata: {name: %s-%d}
              spec:
                replicas: 0
                selector: {matchLabels: {app: %s}}
                template:
                  metadata: {labels: {app: %s}}
                  spec: {containers: [{name: main, image: busybox}]}
              """
                  .formatted(name, i, name, name)));
    }
    long begun = System.nanoTime();
    List<JsonObject> applied = deployer().apply(List.of(batch), ApplyOptions.DEFAULT, log);
    long created = System.nanoTime();
    assertThat(applied).hasSize(200);
    deployer().apply(List.of(batch), ApplyOptions.DEFAULT, log);
    long repeated = System.nanoTime();
    assertThat(log.lines()).isEmpty();
    System.out.printf(
        "200 deployments: created in %d ms, unchanged in %d ms%n",
        (created - begun) / 1_000_000, (repeated - created) / 1_000_000);
    assertThat(
            deployer()
                .delete(applied.stream().map(ObjectRef::of).toList(), Duration.ofSeconds(60), log))
        .isEmpty();
  }
}
