package dev.camber.kubernetes.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LogFollowerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10.5Z");
  private static final Backoff FAST = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));

  private final FakeCluster fake = new FakeCluster(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Collected collected = new Collected();

  private static JsonObject pod(String id, String state) throws Exception {
    return Yaml.readKubernetes(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: default}
            status:
              containerStatuses: [{name: c, containerID: "containerd://%s", state: {%s: {}}}]
            """
                .formatted(id, state))
        .asObject()
        .orElseThrow();
  }

  private CompletableFuture<Boolean> follow(Duration idle) {
    LogFollower follower =
        new LogFollower(fake, new LogTarget("default", "p", "c", "one"), collected, FAST, idle);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            follower.follow(Optional.empty());
            done.complete(true);
          } catch (KubeException | InterruptedException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private CompletableFuture<Boolean> follow() {
    return follow(Duration.ofSeconds(15));
  }

  private void awaitLines(String... lines) {
    await().untilAsserted(() -> assertThat(collected.lines()).containsExactly(lines));
  }

  private void end() throws Exception {
    fake.put(pod("one", "terminated"));
    fake.endLog("default", "p", "c");
  }

  @Test
  void linesFromBeforeAndAfterAreToldUntilTheContainerEnds() throws Exception {
    fake.put(pod("one", "running"));
    fake.print("default", "p", "c", "before");
    CompletableFuture<Boolean> done = follow();
    awaitLines("before");
    fake.print("default", "p", "c", "after");
    awaitLines("before", "after");
    end();
    assertThat(done.get(5, TimeUnit.SECONDS)).isTrue();
    awaitLines("before", "after");
  }

  @Test
  void aStreamThatBreaksInTheMiddleOfALineIsResumed() throws Exception {
    fake.put(pod("one", "running"));
    CompletableFuture<Boolean> done = follow();
    fake.print("default", "p", "c", "same");
    fake.print("default", "p", "c", "same");
    awaitLines("same", "same");
    fake.breakLogs(NOW + " hal");
    await().until(() -> fake.logFollowers("default", "p", "c") == 1);
    fake.print("default", "p", "c", "half and half");
    awaitLines("same", "same", "half and half");
    end();
    assertThat(done.get(5, TimeUnit.SECONDS)).isTrue();
    awaitLines("same", "same", "half and half");
  }

  @Test
  void aServerThatIsAwayForAWhileLosesNoLine() throws Exception {
    fake.put(pod("one", "running"));
    CompletableFuture<Boolean> done = follow();
    fake.print("default", "p", "c", "one");
    awaitLines("one");
    fake.goDown();
    fake.print("default", "p", "c", "two");
    await().until(() -> !collected.breaks().isEmpty());
    fake.heal();
    fake.print("default", "p", "c", "three");
    awaitLines("one", "two", "three");
    end();
    assertThat(done.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSilentStreamIsOpenedAgain() throws Exception {
    fake.put(pod("one", "running"));
    fake.print("default", "p", "c", "one");
    CompletableFuture<Boolean> done = follow(Duration.ofMillis(20));
    await()
        .until(() -> fake.calls().stream().filter(call -> call.verb().equals("log")).count() >= 3);
    awaitLines("one");
    assertThat(collected.breaks()).isEmpty();
    end();
    assertThat(done.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theRestOfARunThatWasReplacedComesFromThePreviousLog() throws Exception {
    fake.put(pod("one", "running"));
    CompletableFuture<Boolean> done = follow();
    fake.print("default", "p", "c", "one");
    awaitLines("one");
    fake.put(pod("two", "running"));
    fake.restartLog("default", "p", "c");
    fake.print("default", "p", "c", "of the next run");
    assertThat(done.get(5, TimeUnit.SECONDS)).isTrue();
    awaitLines("one");
    assertThat(LogFollower.lastLinesOfPreviousRun(fake, "default", "p", "c", 10))
        .extracting(LogLine::text)
        .containsExactly("one");
  }

  @Test
  void aPodThatIsGoneSaysSo() throws Exception {
    fake.put(pod("one", "running"));
    CompletableFuture<Boolean> done = follow();
    fake.print("default", "p", "c", "one");
    awaitLines("one");
    fake.remove(ResourceType.POD, "default", "p");
    fake.breakLogs("");
    assertThatThrownBy(() -> done.get(5, TimeUnit.SECONDS))
        .hasRootCauseMessage("pod not found: default/p");
  }

  @Test
  void whoNeverRestartedHasNoPreviousLines() throws Exception {
    fake.put(pod("one", "running"));
    assertThat(LogFollower.lastLinesOfPreviousRun(fake, "default", "p", "c", 10))
        .isEqualTo(List.of());
  }
}
