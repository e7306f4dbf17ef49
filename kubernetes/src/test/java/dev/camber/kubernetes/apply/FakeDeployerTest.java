package dev.camber.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class FakeDeployerTest extends DeployerContract {
  private final FakeCluster fake = new FakeCluster(Clock.systemUTC());

  @Override
  protected KubeApi api() {
    return fake;
  }

  @Override
  protected String namespace() {
    return "default";
  }

  private JsonObject configMap(String name) throws Exception {
    return yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}".formatted(name));
  }

  @Test
  void notFoundIsTriedOnceMore() throws Exception {
    fake.failOnce(
        call -> call.verb().equals("create"),
        new KubeException(404, "NotFound", "namespaces \"default\" not found"));
    apply(configMap("a"));
    assertThat(log.lines()).containsExactly("Resource a was not found during apply. Retrying...");
  }

  @Test
  void notFoundAgainFailsTheBuild() throws Exception {
    fake.fail(
        call -> call.verb().equals("create"),
        new KubeException(404, "NotFound", "namespaces \"nosuch\" not found"));
    JsonObject object = configMap("a");
    assertThatThrownBy(() -> apply(object))
        .isInstanceOf(ApplyException.class)
        .hasMessage("kubernetes apply retry: namespaces \"nosuch\" not found");
  }

  @Test
  void aRejectedObjectFailsWithTheServersWords() throws Exception {
    fake.fail(
        call -> call.verb().equals("create"),
        new KubeException(422, "Invalid", "Deployment.apps \"web\" is invalid: [spec.x: no]"));
    JsonObject object = configMap("a");
    assertThatThrownBy(() -> apply(object))
        .hasMessage("Deployment.apps \"web\" is invalid: [spec.x: no]");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aWebhookThatForbidsCostsNoObject() throws Exception {
    JsonObject object = configMap("a");
    JsonObject there = apply(object);
    fake.failOnce(
        call -> call.verb().equals("patch"),
        new KubeException(
            403, "Forbidden", "admission webhook \"w\" denied the request: Forbidden: no"));
    JsonObject changed = object.with("data", JsonObject.EMPTY.with("a", Json.of("x")));
    assertThatThrownBy(() -> apply(changed)).hasMessageContaining("admission webhook");
    assertThat(fake.get(ResourceType.CONFIG_MAP, "default", "a").map(ObjectRef::of))
        .contains(ObjectRef.of(there));
  }

  @Test
  void anObjectBeingDeletedIsWaitedFor() throws Exception {
    JsonObject object = configMap("a");
    JsonObject held =
        object.with(
            "metadata",
            object
                .get("metadata")
                .flatMap(Json::asObject)
                .orElseThrow()
                .with("finalizers", Json.strings(List.of("test/hold"))));
    JsonObject old = fake.put(held);
    deployer().delete(List.of(ObjectRef.of(old)), Duration.ofSeconds(5), log);
    Thread finalizer =
        Thread.ofVirtual()
            .start(() -> {
              Awaitility.await().until(() -> fake.openWatches() > 0);
              fake.remove(ResourceType.CONFIG_MAP, "default", "a");
            });
    JsonObject applied = apply(object);
    finalizer.join();
    assertThat(ObjectRef.of(applied).uid()).isNotEqualTo(ObjectRef.of(old).uid());
    assertThat(log.lines())
        .endsWith(
            "Resource a is currently being deleted. Waiting 1m0s for deletion before retrying...");
  }

  @Test
  void anObjectThatTakesTooLongIsGivenUp() throws Exception {
    JsonObject object = configMap("a");
    JsonObject held =
        object.with(
            "metadata",
            object
                .get("metadata")
                .flatMap(Json::asObject)
                .orElseThrow()
                .with("finalizers", Json.strings(List.of("test/hold"))));
    fake.put(held);
    deployer().delete(List.of(ObjectRef.of(held)), Duration.ofSeconds(5), log);
    ApplyOptions hasty = new ApplyOptions(Duration.ofMillis(50), false);
    assertThatThrownBy(() -> deployer().apply(List.of(List.of(object)), hasty, log))
        .hasMessage("Killed kubectl. Hit timeout of 50ms applying ConfigMap/a.");
  }

  @Test
  void aFailureEndsTheBatchesAndWhatWasAppliedStays() throws Exception {
    fake.fail(call -> call.name().equals("bad"), new KubeException(500, "InternalError", "broken"));
    List<List<JsonObject>> batches =
        List.of(
            List.of(configMap("first")),
            List.of(configMap("good"), configMap("bad")),
            List.of(configMap("last")));
    assertThatThrownBy(() -> deployer().apply(batches, ApplyOptions.DEFAULT, log))
        .hasMessage("broken");
    assertThat(fake.get(ResourceType.CONFIG_MAP, "default", "first")).isPresent();
    assertThat(fake.get(ResourceType.CONFIG_MAP, "default", "good")).isPresent();
    assertThat(fake.get(ResourceType.CONFIG_MAP, "default", "last")).isEmpty();
  }

  @Test
  void aKindDefinedJustBeforeIsFound() throws Exception {
    JsonObject definition =
        yaml(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: gadgets.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Gadget, plural: gadgets}
              versions: [{name: v1, served: true, storage: true}]
            """);
    JsonObject gadget = yaml("{apiVersion: example.com/v1, kind: Gadget, metadata: {name: g}}");
    List<JsonObject> applied =
        deployer().apply(List.of(List.of(definition), List.of(gadget)), ApplyOptions.DEFAULT, log);
    assertThat(applied).hasSize(2);
    assertThat(applied.getLast().stringAt("kind")).contains("Gadget");
  }

  @Test
  void deletionFailuresAreReturnedAndTheRestIsDeleted() throws Exception {
    JsonObject one = apply(configMap("one"));
    JsonObject two = apply(configMap("two"));
    fake.failOnce(
        call -> call.verb().equals("delete") && call.name().equals("one"),
        new KubeException(403, "Forbidden", "no"));
    List<DeleteFailure> failures =
        deployer()
            .delete(List.of(ObjectRef.of(one), ObjectRef.of(two)), Duration.ofSeconds(5), log);
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().ref().name()).isEqualTo("one");
    assertThat(fake.get(ResourceType.CONFIG_MAP, "default", "two")).isEmpty();
  }
}
