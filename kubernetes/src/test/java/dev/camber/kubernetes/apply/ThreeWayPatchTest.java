package dev.camber.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import org.junit.jupiter.api.Test;

final class ThreeWayPatchTest {
  private static JsonObject yaml(String text) throws Exception {
    return Yaml.readKubernetes(text).asObject().orElseThrow();
  }

  private static JsonObject patch(String last, String wanted, String live) throws Exception {
    JsonObject liveTree = yaml(live);
    return ThreeWayPatch.strategic(
        liveTree.stringAt("kind").orElse(""), yaml(last), yaml(wanted), liveTree);
  }

  private static final String POD =
      """
      kind: Pod
      spec:
        containers:
        - name: web
          image: web:1
          env:
          - {name: A, value: "1"}
          - {name: B, value: "2"}
        - name: side
          image: side:1
      """;

  private static final String LIVE_POD =
      """
      kind: Pod
      status: {phase: Running}
      spec:
        nodeName: one
        containers:
        - name: web
          image: web:1
          imagePullPolicy: Always
          env:
          - {name: A, value: "1"}
          - {name: B, value: "2"}
        - name: side
          image: side:1
          imagePullPolicy: Always
        - name: injected
          image: proxy:1
      """;

  @Test
  void nothingToChangeIsAnEmptyPatch() throws Exception {
    assertThat(patch(POD, POD, LIVE_POD)).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void aChangedContainerIsNamedByItsKeyAndInjectedOnesStay() throws Exception {
    String wanted = POD.replace("web:1", "web:2");
    JsonObject patch = patch(POD, wanted, LIVE_POD);
    assertThat(patch.compact())
        .isEqualTo(
            "{\"spec\":{\"$setElementOrder/containers\":[{\"name\":\"web\"},{\"name\":\"side\"}],"
                + "\"containers\":[{\"image\":\"web:2\",\"name\":\"web\"}]}}");
    JsonObject after = StrategicMerge.apply(yaml(LIVE_POD), patch);
    assertThat(after).isEqualTo(yaml(LIVE_POD.replace("web:1", "web:2")));
  }

  @Test
  void whatWasAppliedAndIsNoLongerWantedGoes() throws Exception {
    String wanted =
        """
        kind: Pod
        spec:
          containers:
          - name: web
            image: web:1
            env:
            - {name: B, value: "2"}
        """;
    JsonObject after = StrategicMerge.apply(yaml(LIVE_POD), patch(POD, wanted, LIVE_POD));
    assertThat(after)
        .isEqualTo(
            yaml(
                """
                kind: Pod
                status: {phase: Running}
                spec:
                  nodeName: one
                  containers:
                  - name: web
                    image: web:1
                    imagePullPolicy: Always
                    env:
                    - {name: B, value: "2"}
                  - name: injected
                    image: proxy:1
                """));
  }

  @Test
  void theOrderOfVariablesIsApplied() throws Exception {
    String live = "kind: Pod\nspec: {containers: [{name: a, env: [{name: X}, {name: Y}]}]}\n";
    String wanted = "kind: Pod\nspec: {containers: [{name: a, env: [{name: Y}, {name: X}]}]}\n";
    JsonObject patch = patch(live, wanted, live);
    assertThat(StrategicMerge.apply(yaml(live), patch)).isEqualTo(yaml(wanted));
  }

  @Test
  void twoPortsOfOneNumberArePairedInTheirOrder() throws Exception {
    String service =
        """
        kind: Service
        spec:
          ports:
          - {port: 53, protocol: UDP, name: dns}
          - {port: 53, protocol: TCP, name: dns-tcp}
        """;
    assertThat(patch(service, service, service)).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void aDeploymentsStrategyIsAUnion() throws Exception {
    String live =
        """
        kind: Deployment
        spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%}}}
        """;
    String wanted = "kind: Deployment\nspec: {strategy: {type: Recreate}}\n";
    JsonObject patch = patch("kind: Deployment", wanted, live);
    assertThat(patch.compact())
        .isEqualTo("{\"spec\":{\"strategy\":{\"type\":\"Recreate\",\"$retainKeys\":[\"type\"]}}}");
    assertThat(StrategicMerge.apply(yaml(live), patch)).isEqualTo(yaml(wanted));
  }

  @Test
  void finalizersAreASet() throws Exception {
    String live = "kind: ConfigMap\nmetadata: {finalizers: [ours/a, other/b]}\n";
    String last = "kind: ConfigMap\nmetadata: {finalizers: [ours/a]}\n";
    String wanted = "kind: ConfigMap\nmetadata: {finalizers: [ours/c]}\n";
    JsonObject after = StrategicMerge.apply(yaml(live), patch(last, wanted, live));
    assertThat(after.at("metadata", "finalizers").orElseThrow().compact())
        .isEqualTo("[\"ours/c\",\"other/b\"]");
  }

  @Test
  void listsOfCustomResourcesAreReplaced() throws Exception {
    String live = "spec: {containers: [{name: a, image: x, extra: y}]}\n";
    String wanted = "spec: {containers: [{name: a, image: z}]}\n";
    JsonObject patch = ThreeWayPatch.merge(yaml(live), yaml(wanted), yaml(live));
    assertThat(patch.compact())
        .isEqualTo("{\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"z\"}]}}");
  }

  @Test
  void numbersAreComparedByValue() throws Exception {
    assertThat(patch("spec: {n: 1}", "spec: {n: 1.0}", "kind: X\nspec: {n: 1}"))
        .isEqualTo(JsonObject.EMPTY);
  }
}
