package dev.camber.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.Propagation;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.logs.LogFollower;
import dev.camber.kubernetes.logs.LogLine;
import dev.camber.kubernetes.logs.LogSink;
import dev.camber.kubernetes.logs.LogTarget;
import dev.camber.kubernetes.watch.Heard;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.PodReader;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API server killed and started again under a session. */
@Tag("cluster")
@Timeout(240)
final class ClusterFaultTest {
  private static final String NS = RealCluster.NAMESPACE;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static void dev(String... arguments) throws Exception {
    String command = System.getenv("CAMBER_TEST_CLUSTER_COMMAND");
    assertThat(command)
        .as("CAMBER_TEST_CLUSTER_COMMAND is not set: eval \"$(dev/cluster env)\"")
        .isNotNull();
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", words)).isZero();
  }

  @Test
  void watchesAndLogsGoOnWhereTheyStopped() throws Exception {
    try (RealCluster cluster = new RealCluster();
        ObjectWatches watches =
            new ObjectWatches(cluster.api(), ObjectWatches.BACKOFF, Logger.NOWHERE)) {
      String pod =
          cluster.runPod(
              "fault", "i=0; while [ $i -lt 400 ]; do echo line $i; i=$((i+1)); sleep 0.05; done");
      JsonObject tree = cluster.api().get(ResourceType.POD, NS, pod).orElseThrow();
      String id = PodReader.read(tree, "", List.of()).containers().getFirst().id();
      List<String> lines = new CopyOnWriteArrayList<>();
      List<String> breaks = new CopyOnWriteArrayList<>();
      LogFollower follower =
          new LogFollower(
              cluster.api(),
              new LogTarget(NS, pod, "main", id),
              new LogSink() {
                @Override
                public void line(LogLine line) {
                  lines.add(line.text());
                }

                @Override
                public void broken(KubeException error, Duration pause) {
                  breaks.add(error.getMessage());
                }
              },
              LogFollower.BACKOFF,
              LogFollower.IDLE);
      Thread following =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  follower.follow(Optional.empty());
                } catch (KubeException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      Heard heard = new Heard();
      watches.subscribe(ResourceType.CONFIG_MAP, NS, heard);
      await().atMost(PATIENCE).until(() -> heard.told().contains("synced"));
      await().atMost(PATIENCE).until(() -> lines.size() > 20);

      dev("stop", "apiserver", "--kill");
      await()
          .atMost(PATIENCE)
          .until(() -> heard.told().stream().anyMatch(t -> t.startsWith("failing")));
      dev("start", "apiserver");
      long back = System.nanoTime();

      String name = RealCluster.unique("after");
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() ->
              cluster.create(
                  ResourceType.CONFIG_MAP,
                  "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}".formatted(name)));
      await().atMost(PATIENCE).until(() -> heard.told().contains("changed " + name));
      System.out.printf(
          "watch whole again %d ms after the server%n", (System.nanoTime() - back) / 1_000_000);
      following.join();
      assertThat(lines)
          .containsExactlyElementsOf(IntStream.range(0, 400).mapToObj(i -> "line " + i).toList());
      assertThat(breaks).isNotEmpty();
      cluster.writes().delete(ResourceType.CONFIG_MAP, NS, name, Propagation.BACKGROUND);
      cluster.deletePod(pod);
    }
  }
}
