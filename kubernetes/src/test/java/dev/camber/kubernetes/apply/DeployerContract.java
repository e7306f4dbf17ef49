package dev.camber.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What applying and deleting do, in memory and on a real cluster alike. */
public abstract class DeployerContract {
  protected LogLines log = new LogLines();
  private final List<ObjectRef> made = new ArrayList<>();

  protected abstract KubeApi api();

  protected abstract String namespace();

  protected Deployer deployer() {
    return new Deployer(
        api(), (ContextAccess.Allowed) ContextAccess.decide(api().context(), List.of()));
  }

  protected static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  protected JsonObject yaml(String text) throws Exception {
    JsonObject object = Yaml.readKubernetes(text).asObject().orElseThrow();
    JsonObject meta = object.get("metadata").flatMap(Json::asObject).orElseThrow();
    return object.with("metadata", meta.with("namespace", Json.of(namespace())));
  }

  protected JsonObject apply(JsonObject object) throws Exception {
    JsonObject applied =
        deployer().apply(List.of(List.of(object)), ApplyOptions.DEFAULT, log).getFirst();
    made.add(ObjectRef.of(applied));
    return applied;
  }

  @AfterEach
  void removeWhatWasMade() throws Exception {
    deployer().delete(made, Duration.ofSeconds(30), log);
    made.clear();
    log = new LogLines();
  }

  @Test
  void aChangedConfigMapKeepsItsIdentity() throws Exception {
    String name = unique("settings");
    String text =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s}
        data: {a: "1", b: "2"}
        """
            .formatted(name);
    JsonObject first = apply(yaml(text));
    JsonObject second = apply(yaml(text.replace("a: \"1\", b: \"2\"", "a: \"9\"")));
    assertThat(ObjectRef.of(second).uid()).isNotEmpty().isEqualTo(ObjectRef.of(first).uid());
    assertThat(second.at("metadata", "creationTimestamp"))
        .isEqualTo(first.at("metadata", "creationTimestamp"));
    assertThat(second.at("data")).contains(JsonObject.EMPTY.with("a", Json.of("9")));
    assertThat(second.at("metadata", "annotations")).isEmpty();
    assertThat(second.at("metadata", "managedFields")).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void whatIsTheSameIsNotWritten() throws Exception {
    String name = unique("same");
    JsonObject object =
        yaml(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {a: x}}"
                .formatted(name));
    JsonObject first = apply(object);
    JsonObject second = apply(object);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void anObjectTooLargeForTheAnnotationIsReplacedAsAWhole() throws Exception {
    String name = unique("large");
    String value = "x".repeat(300_000);
    JsonObject object =
        yaml(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {a: %s}}"
                .formatted(name, value));
    JsonObject applied = apply(object);
    assertThat(applied.stringAt("data", "a")).contains(value);
    assertThat(log.lines()).hasSize(3);
    assertThat(log.lines().getFirst())
        .startsWith("Updating \"" + name + "\" failed: ")
        .contains("metadata.annotations: Too long: ");
    assertThat(log.lines().subList(1, 3))
        .containsExactly("Attempting to create or replace", "Updating \"" + name + "\" succeeded!");
    assertThat(ObjectRef.of(apply(object)).uid()).isEqualTo(ObjectRef.of(applied).uid());
  }

  @Test
  void anImmutableFieldCostsTheObjectAndMakesANewOne() throws Exception {
    String name = unique("job");
    String text =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s}
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
              - {name: main, image: busybox, command: ["true"]}
        """
            .formatted(name);
    JsonObject first = apply(yaml(text));
    JsonObject second = apply(yaml(text.replace("\"true\"", "\"sleep\", \"0\"")));
    assertThat(ObjectRef.of(second).uid()).isNotEqualTo(ObjectRef.of(first).uid());
    assertThat(log.lines()).hasSize(3);
    assertThat(log.lines().getFirst())
        .startsWith("Updating \"" + name + "\" failed: ")
        .contains("is invalid: spec.template: Invalid value: ");
    assertThat(log.lines().subList(1, 3))
        .containsExactly(
            "Attempting to delete and re-create", "Updating \"" + name + "\" succeeded!");
  }

  @Test
  void aKindThatNobodyDefinedIsNamed() throws Exception {
    JsonObject gadget = yaml("{apiVersion: example.com/v1, kind: Gadget, metadata: {name: g}}");
    assertThatThrownBy(() -> apply(gadget))
        .isInstanceOf(ApplyException.class)
        .hasMessage(
            "kubernetes apply: error mapping example.com/Gadget: no matches for kind \"Gadget\" in"
                + " version \"example.com/v1\"");
  }

  @Test
  void serverSideApplyTakesFieldsOver() throws Exception {
    String name = unique("ssa");
    JsonObject object =
        yaml(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {a: one}}"
                .formatted(name));
    ApplyOptions serverSide = new ApplyOptions(Duration.ofSeconds(30), true);
    JsonObject first = deployer().apply(List.of(List.of(object)), serverSide, log).getFirst();
    made.add(ObjectRef.of(first));
    JsonObject changed = object.with("data", JsonObject.EMPTY.with("a", Json.of("two")));
    JsonObject second = deployer().apply(List.of(List.of(changed)), serverSide, log).getFirst();
    assertThat(ObjectRef.of(second).uid()).isEqualTo(ObjectRef.of(first).uid());
    assertThat(second.stringAt("data", "a")).contains("two");
  }

  @Test
  void whatIsNotThereIsDeletedWithoutAWord() throws Exception {
    List<ObjectRef> refs =
        List.of(
            new ObjectRef("v1", "ConfigMap", namespace(), "never-was", ""),
            new ObjectRef("example.com/v1", "Gadget", namespace(), "g", ""));
    assertThat(deployer().delete(refs, Duration.ofSeconds(30), log)).isEmpty();
    assertThat(log.lines())
        .containsExactly("Deleting kubernetes objects:", "→ ConfigMap/never-was", "→ Gadget/g");
  }

  @Test
  void deletingAndWaitingLeavesNothing() throws Exception {
    String name = unique("gone");
    JsonObject applied =
        apply(
            yaml(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {a: x}}"
                    .formatted(name)));
    assertThat(
            deployer().deleteAndWait(List.of(ObjectRef.of(applied)), Duration.ofSeconds(30), log))
        .isEmpty();
    assertThat(api().get(ResourceType.CONFIG_MAP, namespace(), name)).isEmpty();
  }
}
