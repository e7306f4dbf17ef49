package dev.camber.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ObjectWatchesTest {
  private final FakeCluster fake = new FakeCluster(Clock.systemUTC());
  private final ObjectWatches watches =
      new ObjectWatches(
          fake, new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)), Logger.NOWHERE);
  private final Heard heard = new Heard();

  @AfterEach
  void end() {
    watches.close();
  }

  private void put(String name, String value) {
    fake.put(
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("kind", "ConfigMap")
            .put("metadata", JsonObject.EMPTY.with("name", Json.of(name)))
            .put("data", JsonObject.EMPTY.with("v", Json.of(value)))
            .build());
  }

  private void remove(String name) {
    fake.remove(ResourceType.CONFIG_MAP, "default", name);
  }

  private void awaitTold(String... lines) {
    await().untilAsserted(() -> assertThat(heard.told()).containsExactly(lines));
  }

  @Test
  void whatIsThereIsToldAndThenWhatChanges() {
    put("a", "1");
    watches.subscribe(ResourceType.CONFIG_MAP, "default", heard);
    awaitTold("changed a", "synced");
    await().until(() -> fake.openWatches() == 1);
    put("a", "2");
    put("b", "1");
    remove("a");
    awaitTold("changed a", "synced", "changed a", "changed b", "removed a");
  }

  @Test
  void aSecondSubscriberSharesTheWatchAndHearsEverything() {
    put("a", "1");
    watches.subscribe(ResourceType.CONFIG_MAP, "default", new Heard());
    await().until(() -> fake.openWatches() == 1);
    ObjectWatches.Subscription second =
        watches.subscribe(ResourceType.CONFIG_MAP, "default", heard);
    awaitTold("changed a", "synced");
    assertThat(fake.openWatches()).isEqualTo(1);
    second.close();
    put("a", "2");
    assertThat(heard.told()).hasSize(2);
  }

  @Test
  void theLastToLeaveEndsTheWatch() {
    ObjectWatches.Subscription one = watches.subscribe(ResourceType.CONFIG_MAP, "default", heard);
    await().until(() -> fake.openWatches() == 1);
    one.close();
    await().until(() -> fake.openWatches() == 0);
  }

  @Test
  void afterAVersionIsGoneOnlyDifferencesAreTold() {
    put("a", "1");
    put("b", "1");
    put("c", "1");
    watches.subscribe(ResourceType.CONFIG_MAP, "default", heard);
    await().until(() -> fake.openWatches() == 1);
    fake.fail(call -> true, KubeException.unreachable("away", new Exception()));
    fake.endWatches();
    await().until(() -> heard.told().contains("failing: away"));
    put("b", "2");
    remove("c");
    fake.compact();
    fake.heal();
    await().until(() -> fake.openWatches() == 1);
    List<String> after = heard.told().subList(4, heard.told().size());
    assertThat(after).contains("changed b", "removed c", "synced").doesNotContain("changed a");
  }

  @Test
  void aServerThatGoesDownAndComesBackLosesNothing() {
    put("a", "1");
    watches.subscribe(ResourceType.CONFIG_MAP, "default", heard);
    await().until(() -> fake.openWatches() == 1);
    fake.goDown();
    await().until(() -> heard.told().contains("failing: connection refused"));
    put("b", "1");
    fake.heal();
    await()
        .untilAsserted(
            () -> assertThat(heard.told()).contains("changed b").endsWith("synced", "changed b"));
    assertThat(heard.told()).filteredOn("changed a"::equals).hasSize(1);
  }

  @Test
  void anIdentityThatMayNotListHearsWhy() {
    KubeException forbidden =
        new KubeException(
            403, "Forbidden", "pods is forbidden: User \"u\" cannot list resource \"pods\"");
    fake.fail(call -> call.verb().equals("list"), forbidden);
    watches.subscribe(ResourceType.POD, "other", heard);
    await().until(() -> !heard.told().isEmpty());
    assertThat(heard.told().getFirst()).isEqualTo("failing: " + forbidden.getMessage());
    assertThat(WatchProblems.reason("pods", "other", forbidden))
        .isEqualTo(
            "Error watching pods. Are you connected to kubernetes?\n"
                + "Try running `kubectl get pods -n \"other\"`: "
                + forbidden.getMessage());
  }
}
