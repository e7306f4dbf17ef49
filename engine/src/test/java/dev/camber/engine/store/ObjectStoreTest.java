package dev.camber.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.NoStatus;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.OwnerReference;
import dev.camber.model.api.UISessionSpec;
import dev.camber.model.api.UISessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  private final AtomicInteger uids = new AtomicInteger();
  private final ObjectStore store = store(100);

  private ObjectStore store(int history) {
    return new ObjectStore(
        () -> Instant.parse("2026-01-02T03:04:05Z"),
        () -> "uid-" + uids.incrementAndGet(),
        ObjectRules.namesOnly(),
        history);
  }

  private static ApiObject<ConfigMapData, NoStatus> map(String name, String value) {
    return Kinds.CONFIG_MAP.object(ObjectMeta.named(name), new ConfigMapData(Map.of("key", value)));
  }

  private static ObjectMeta ownedBy(String name, ApiObject<?, ?>... owners) {
    return ObjectMeta.named(name)
        .withOwnerReferences(
            List.of(owners).stream()
                .map(o ->
                    new OwnerReference(
                        o.kind().apiVersion(),
                        o.kind().name(),
                        o.name(),
                        o.metadata().uid(),
                        Optional.of(true),
                        Optional.of(true)))
                .toList());
  }

  @Test
  void givesNewObjectsVersionUidAndTime() throws Exception {
    ApiObject<ConfigMapData, NoStatus> one = store.create(map("one", "a"));
    ApiObject<ConfigMapData, NoStatus> two = store.create(map("two", "b"));
    assertThat(one.metadata().resourceVersion()).isEqualTo("1");
    assertThat(two.metadata().resourceVersion()).isEqualTo("2");
    assertThat(one.metadata().uid()).isEqualTo("uid-1");
    assertThat(one.metadata().creationTimestamp().orElseThrow())
        .hasToString("2026-01-02T03:04:05Z");
    assertThat(store.list(Kinds.CONFIG_MAP)).containsExactly(one, two);
    assertThat(store.snapshot().version()).isEqualTo(2);
  }

  @Test
  void refusesASecondObjectOfTheSameName() throws Exception {
    store.create(map("one", "a"));
    assertThatThrownBy(() -> store.create(map("one", "b")))
        .isInstanceOf(StoreException.AlreadyExists.class)
        .hasMessage("configmaps.tilt.dev \"one\" already exists");
  }

  @Test
  void saysWhatDoesNotExistAsKubernetesDoes() {
    assertThatThrownBy(() -> store.delete(Kinds.CONFIG_MAP, "nosuch"))
        .isInstanceOfSatisfying(
            StoreException.NotFound.class,
            e ->
                assertThat(e.toStatus().compact())
                    .isEqualTo(
                        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                            + "\"message\":\"configmaps.tilt.dev \\\"nosuch\\\" not found\",\"reason\":\"NotFound\","
                            + "\"details\":{\"name\":\"nosuch\",\"group\":\"tilt.dev\",\"kind\":\"configmaps\"},"
                            + "\"code\":404}"));
  }

  @Test
  void refusesAnUpdateThatSawAnOlderVersion() throws Exception {
    ApiObject<ConfigMapData, NoStatus> seen = store.create(map("one", "a"));
    store.update(seen.withSpec(new ConfigMapData(Map.of("key", "b"))));
    assertThatThrownBy(() -> store.update(seen.withSpec(new ConfigMapData(Map.of("key", "c")))))
        .isInstanceOf(StoreException.Conflict.class)
        .hasMessage(
            "Operation cannot be fulfilled on configmaps.tilt.dev \"one\": the object has been modified;"
                + " please apply your changes to the latest version and try again");
    assertThatThrownBy(() -> store.update(map("one", "c")))
        .isInstanceOf(StoreException.Conflict.class);
  }

  @Test
  void keepsTheVersionWhenNothingDiffers() throws Exception {
    ApiObject<ConfigMapData, NoStatus> seen = store.create(map("one", "a"));
    assertThat(store.update(seen)).isEqualTo(seen);
    assertThat(store.snapshot().version()).isEqualTo(1);
  }

  @Test
  void keepsStatusOnUpdateAndSpecOnStatusUpdate() throws Exception {
    ApiObject<UISessionSpec, UISessionStatus> session =
        store.create(
            Kinds.UI_SESSION
                .object(ObjectMeta.named("Tiltfile"), new UISessionSpec())
                .withStatus(statusWith("first")));
    ApiObject<UISessionSpec, UISessionStatus> labelled =
        store.update(
            session
                .withStatus(statusWith("ignored"))
                .withMetadata(session.metadata().withLabels(Map.of("a", "b"))));
    assertThat(labelled.status().tiltfileKey()).isEqualTo("first");
    ApiObject<UISessionSpec, UISessionStatus> seen =
        store.updateStatus(
            labelled
                .withStatus(statusWith("second"))
                .withMetadata(labelled.metadata().withLabels(Map.of())));
    assertThat(seen.status().tiltfileKey()).isEqualTo("second");
    assertThat(seen.metadata().labels()).containsEntry("a", "b");
  }

  @Test
  void changesBothHalvesOfAnObjectInOneStep() throws Exception {
    store.create(
        Kinds.UI_SESSION
            .object(ObjectMeta.named("Tiltfile"), new UISessionSpec())
            .withStatus(statusWith("first")));
    Watch watch = store.watch(store.snapshot().version());
    ApiObject<UISessionSpec, UISessionStatus> seen =
        store
            .editWhole(
                Kinds.UI_SESSION,
                "Tiltfile",
                old ->
                    old.withStatus(statusWith("second"))
                        .withMetadata(old.metadata().withLabels(Map.of("a", "b"))))
            .orElseThrow();
    assertThat(seen.status().tiltfileKey()).isEqualTo("second");
    assertThat(seen.metadata().labels()).containsEntry("a", "b");
    assertThat(watch.drain()).hasSize(1);
  }

  private static UISessionStatus statusWith(String tiltfileKey) {
    try {
      return Kinds.UI_SESSION
          .decode(
              dev.camber.model.json.Json.parse(
                  "{\"status\":{\"tiltfileKey\":\"" + tiltfileKey + "\"}}"))
          .status();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void deletesWhatTheLastOwnerLeavesBehind() throws Exception {
    ApiObject<ConfigMapData, NoStatus> a = store.create(map("a", "1"));
    ApiObject<ConfigMapData, NoStatus> b = store.create(map("b", "1"));
    ApiObject<ConfigMapData, NoStatus> child =
        store.create(map("child", "1").withMetadata(ownedBy("child", a, b)));
    store.create(map("grandchild", "1").withMetadata(ownedBy("grandchild", child)));
    store.delete(Kinds.CONFIG_MAP, "a");
    assertThat(store.get(Kinds.CONFIG_MAP, "child")).isPresent();
    store.delete(Kinds.CONFIG_MAP, "b");
    assertThat(store.list(Kinds.CONFIG_MAP)).isEmpty();
  }

  @Test
  void collectsAnObjectCreatedAfterItsOwnerWent() throws Exception {
    ApiObject<ConfigMapData, NoStatus> owner = store.create(map("owner", "1"));
    store.delete(Kinds.CONFIG_MAP, "owner");
    store.create(map("late", "1").withMetadata(ownedBy("late", owner)));
    assertThat(store.get(Kinds.CONFIG_MAP, "late")).isEmpty();
  }

  @Test
  void keepsADeletedObjectUntilItsLastFinalizerIsGone() throws Exception {
    ApiObject<ConfigMapData, NoStatus> held =
        store.create(map("held", "1").withMetadata(withFinalizers(ObjectMeta.named("held"), "x")));
    ApiObject<ConfigMapData, NoStatus> marked = store.delete(Kinds.CONFIG_MAP, "held");
    assertThat(marked.metadata().deletionTimestamp()).isPresent();
    assertThat(store.get(Kinds.CONFIG_MAP, "held")).contains(marked);
    store.update(marked.withMetadata(withFinalizers(marked.metadata())));
    assertThat(store.get(Kinds.CONFIG_MAP, "held")).isEmpty();
    assertThat(held.metadata().deletionTimestamp()).isEmpty();
  }

  private static ObjectMeta withFinalizers(ObjectMeta m, String... finalizers) {
    return new ObjectMeta(
        m.name(),
        m.generateName(),
        m.selfLink(),
        m.uid(),
        m.resourceVersion(),
        m.generation(),
        m.creationTimestamp(),
        m.deletionTimestamp(),
        m.deletionGracePeriodSeconds(),
        m.labels(),
        m.annotations(),
        m.ownerReferences(),
        List.of(finalizers),
        m.managedFields());
  }

  @Test
  void watchesFromAnyVersionInTheHistory() throws Exception {
    ApiObject<ConfigMapData, NoStatus> one = store.create(map("one", "a"));
    store.update(one.withSpec(new ConfigMapData(Map.of("key", "b"))));
    store.delete(Kinds.CONFIG_MAP, "one");
    try (Watch all = store.watch(0);
        Watch later = store.watch(2)) {
      assertThat(all.drain())
          .extracting(StoreEvent::type)
          .containsExactly(
              StoreEvent.Type.ADDED, StoreEvent.Type.MODIFIED, StoreEvent.Type.DELETED);
      StoreEvent last = later.poll(Duration.ZERO).orElseThrow();
      assertThat(last.type()).isEqualTo(StoreEvent.Type.DELETED);
      assertThat(last.object().metadata().resourceVersion()).isEqualTo("3");
      assertThat(later.poll(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void saysGoneWhenTheVersionHasLeftTheHistory() throws Exception {
    ObjectStore small = store(3);
    Watch slow = small.watch(0);
    for (int i = 0; i < 10; i++) {
      small.create(map("m" + i, ""));
    }
    assertThatThrownBy(() -> small.watch(1))
        .isInstanceOf(StoreException.Gone.class)
        .hasMessage("too old resource version: 1 (7)");
    assertThat(small.watch(7).drain()).hasSize(3);
    assertThatThrownBy(slow::drain).isInstanceOf(StoreException.Gone.class);
  }

  @Test
  void wakesAWaitingWatch() throws Exception {
    Watch watch = store.watch(0);
    List<StoreEvent> seen = new ArrayList<>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                watch.poll(Duration.ofMinutes(1)).ifPresent(seen::add);
              } catch (InterruptedException | StoreException.Gone e) {
                throw new AssertionError(e);
              }
            });
    store.create(map("one", "a"));
    reader.join(Duration.ofSeconds(30));
    assertThat(seen).hasSize(1);
  }

  @Test
  void losesNoEditOfManyWriters() throws Exception {
    store.create(map("counter", "0"));
    int writers = 8;
    int times = 50;
    CountDownLatch done = new CountDownLatch(writers);
    for (int w = 0; w < writers; w++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              for (int i = 0; i < times; i++) {
                store.edit(
                    Kinds.CONFIG_MAP,
                    "counter",
                    old ->
                        old.withSpec(
                            new ConfigMapData(
                                Map.of(
                                    "key",
                                    Integer.toString(
                                        Integer.parseInt(old.spec().data().getOrDefault("key", "0"))
                                            + 1)))));
              }
            } catch (StoreException.Invalid e) {
              throw new AssertionError(e);
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    assertThat(store.get(Kinds.CONFIG_MAP, "counter").orElseThrow().spec().data())
        .containsEntry("key", Integer.toString(writers * times));
  }

  @Test
  void aSnapshotStaysAsItWas() throws Exception {
    store.create(map("one", "a"));
    StoreSnapshot before = store.snapshot();
    store.delete(Kinds.CONFIG_MAP, "one");
    assertThat(before.get(Kinds.CONFIG_MAP, "one")).isPresent();
    assertThat(before.count(Kinds.CONFIG_MAP)).isEqualTo(1);
    assertThat(store.snapshot().count(Kinds.CONFIG_MAP)).isZero();
  }

  @Test
  void refusesNamesThatAreNoPathSegments() {
    assertInvalid("", "metadata.name: Required value: name or generateName is required");
    assertInvalid("a/b", "metadata.name: Invalid value: \"a/b\": may not contain '/'");
    assertInvalid("..", "metadata.name: Invalid value: \"..\": may not be '..'");
    assertInvalid("a%b", "metadata.name: Invalid value: \"a%b\": may not contain '%'");
  }

  private void assertInvalid(String name, String why) {
    assertThatThrownBy(() -> store.create(map(name, "")))
        .isInstanceOf(StoreException.Invalid.class)
        .hasMessage("ConfigMap.tilt.dev \"" + name + "\" is invalid: " + why);
  }

  @Test
  void checksTheSpecOnUpdateTooButNotForAStatus() throws Exception {
    ObjectStore strict =
        new ObjectStore(
            () -> Instant.EPOCH,
            () -> "uid",
            ObjectRules.namesOnly()
                .with(
                    Kinds.CONFIG_MAP,
                    spec ->
                        spec.data().containsKey("key")
                            ? List.of()
                            : List.of(Violation.required("data.key", ""))),
            10);
    ApiObject<ConfigMapData, NoStatus> one = strict.create(map("one", "a"));
    assertThatThrownBy(() -> strict.update(one.withSpec(new ConfigMapData(Map.of()))))
        .hasMessage("ConfigMap.tilt.dev \"one\" is invalid: data.key: Required value");
  }
}
