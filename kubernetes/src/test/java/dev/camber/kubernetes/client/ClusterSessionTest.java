package dev.camber.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.Propagation;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.debug.DebugContainers;
import dev.camber.kubernetes.forward.ForwardListener;
import dev.camber.kubernetes.forward.ForwardTarget;
import dev.camber.kubernetes.forward.PortForwarder;
import dev.camber.kubernetes.logs.LogFollower;
import dev.camber.kubernetes.logs.LogLine;
import dev.camber.kubernetes.logs.LogSink;
import dev.camber.kubernetes.logs.LogTarget;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.kubernetes.probe.ClusterHealth;
import dev.camber.kubernetes.probe.RegistryDiscovery;
import dev.camber.kubernetes.watch.Heard;
import dev.camber.kubernetes.watch.ObjectListener;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import dev.camber.kubernetes.watch.PodReader;
import dev.camber.model.api.Pod;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a session does with a cluster: watch, follow, forward, look around, be refused. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ClusterSessionTest {
  private static final String NS = RealCluster.NAMESPACE;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private RealCluster cluster;

  @BeforeAll
  void connect() throws Exception {
    cluster = new RealCluster();
  }

  @AfterAll
  void leave() {
    cluster.close();
  }

  private static final class Lines implements LogSink {
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<Instant> times = new CopyOnWriteArrayList<>();
    final List<String> breaks = new CopyOnWriteArrayList<>();

    @Override
    public void line(LogLine line) {
      times.add(line.time());
      texts.add(line.text());
    }

    @Override
    public void broken(KubeException error, Duration pause) {
      breaks.add(error.getMessage());
    }
  }

  private String containerId(String pod) throws Exception {
    JsonObject now = cluster.api().get(ResourceType.POD, NS, pod).orElseThrow();
    return PodReader.read(now, "", List.of()).containers().getFirst().id();
  }

  private LogFollower follower(String pod, Lines lines, Duration idle) throws Exception {
    return new LogFollower(
        cluster.api(),
        new LogTarget(NS, pod, "main", containerId(pod)),
        lines,
        LogFollower.BACKOFF,
        idle);
  }

  @Test
  void theClusterSaysWhatItIs() throws Exception {
    ClusterFacts facts = ClusterFacts.read(cluster.api());
    assertThat(facts.version()).startsWith("v1.34.");
    assertThat(facts.arch()).isIn("amd64", "arm64");
    assertThat(
            new RegistryDiscovery(() -> true)
                .find(cluster.api(), facts)
                .registry()
                .orElseThrow()
                .host())
        .isEqualTo(System.getenv("CAMBER_TEST_REGISTRY"));
    assertThat(ClusterHealth.problem(cluster.api())).isEmpty();
  }

  @Test
  void aDeploymentsPodIsFoundByItsOwnersAndReachesRunning() throws Exception {
    String name = RealCluster.unique("owned");
    JsonObject deployment =
        cluster.create(
            ResourceType.DEPLOYMENT,
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %s}
            spec:
              selector: {matchLabels: {app: %s}}
              template:
                metadata: {labels: {app: %s}}
                spec:
                  terminationGracePeriodSeconds: 0
                  containers:
                  - {name: main, image: busybox, command: [sleep, "3600"], ports: [{containerPort: 80}]}
            """
                .formatted(name, name, name));
    String uid = deployment.stringAt("metadata", "uid").orElseThrow();
    OwnerResolver owners = new OwnerResolver(cluster.api(), 100);
    ConcurrentHashMap<String, Pod> found = new ConcurrentHashMap<>();
    ObjectListener listener =
        new ObjectListener() {
          @Override
          public void changed(JsonObject pod) {
            try {
              List<OwnerResolver.Owner> chain = owners.owners(pod);
              if (chain.stream().anyMatch(o -> o.uid().equals(uid))) {
                Pod read = PodReader.read(pod, uid, chain);
                found.put(read.name(), read);
              }
            } catch (KubeException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void removed(JsonObject pod) {
            found.remove(pod.stringAt("metadata", "name").orElse(""));
          }

          @Override
          public void synced() {}

          @Override
          public void failing(KubeException error) {}
        };
    try (ObjectWatches watches =
        new ObjectWatches(cluster.api(), ObjectWatches.BACKOFF, Logger.NOWHERE)) {
      watches.subscribe(ResourceType.POD, NS, listener);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(found.values())
                  .hasSize(1)
                  .allSatisfy(p -> assertThat(p.status()).isEqualTo("Running")));
      Pod pod = found.values().iterator().next();
      assertThat(pod.ancestorUID()).isEqualTo(uid);
      assertThat(pod.owner().orElseThrow().kind()).isEqualTo("ReplicaSet");
      assertThat(pod.owner().orElseThrow().creationTimestamp()).isPresent();
      assertThat(pod.containers().getFirst().image()).isEqualTo("busybox");
      assertThat(pod.containers().getFirst().ports()).containsExactly(80);
      cluster.writes().delete(ResourceType.DEPLOYMENT, NS, name, Propagation.BACKGROUND);
      await().atMost(PATIENCE).until(found::isEmpty);
    }
  }

  @Test
  void aPodThatExitsAtOnceIsToldToItsLastLine() throws Exception {
    String pod = RealCluster.unique("short");
    cluster.createPod(pod, "echo first; echo second; printf unended");
    await()
        .atMost(PATIENCE)
        .until(() ->
            cluster
                .api()
                .get(ResourceType.POD, NS, pod)
                .flatMap(p -> p.stringAt("status", "phase"))
                .orElse("")
                .equals("Succeeded"));
    Lines lines = new Lines();
    follower(pod, lines, LogFollower.IDLE).follow(Optional.empty());
    assertThat(lines.texts).containsExactly("first", "second", "unended");
    cluster.deletePod(pod);
  }

  @Test
  void aLogThatIsReopenedAgainAndAgainTellsEachLineOnce() throws Exception {
    String pod =
        cluster.runPod(
            "log",
            "i=0; while [ $i -lt 3000 ]; do echo line $i; echo err $i >&2; i=$((i+1));"
                + " [ $((i % 500)) = 0 ] && sleep 1; done");
    Lines lines = new Lines();
    // Idle after 60 ms: the pauses of the script make the follower reopen its stream many times.
    long begun = System.nanoTime();
    follower(pod, lines, Duration.ofMillis(60)).follow(Optional.empty());
    System.out.printf(
        "6000 log lines with reopened streams in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
    assertThat(lines.texts)
        .hasSize(6000)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 3000)
                .boxed()
                .flatMap(i -> Stream.of("line " + i, "err " + i))
                .toList());
    assertThat(lines.breaks).isEmpty();
    cluster.deletePod(pod);
  }

  @Test
  void theLastLinesOfTheRunBeforeAreThere() throws Exception {
    String pod = RealCluster.unique("again");
    cluster.create(
        ResourceType.POD,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s}
        spec:
          terminationGracePeriodSeconds: 0
          restartPolicy: OnFailure
          volumes: [{name: tmp, emptyDir: {}}]
          containers:
          - name: main
            image: busybox
            volumeMounts: [{name: tmp, mountPath: /state}]
            command: [sh, -c, "if [ -e /state/ran ]; then sleep 3600; fi; touch /state/ran; echo last words; exit 1"]
        """
            .formatted(pod));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(LogFollower.lastLinesOfPreviousRun(cluster.api(), NS, pod, "main", 5))
                .extracting(LogLine::text)
                .containsExactly("last words"));
    cluster.deletePod(pod);
  }

  @Test
  void aForwardOutlivesItsPod() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    ForwardListener listener =
        new ForwardListener() {
          @Override
          public void connected(ForwardTarget target) {
            heard.add("connected " + target.pod());
          }

          @Override
          public void disconnected(ForwardTarget target, String error) {
            heard.add("disconnected " + target.pod() + ": " + error);
          }

          @Override
          public void refused(ForwardTarget target, String error) {
            heard.add("refused " + target.pod() + ": " + error);
          }
        };
    String first = cluster.runPod("fwd", "exec nc -ll -p 7000 -e sh -c 'echo one; cat'");
    String second = cluster.runPod("fwd", "exec nc -ll -p 7000 -e sh -c 'echo two; cat'");
    try (PortForwarder forwarder =
        PortForwarder.listen(cluster.api(), "localhost", 0, listener, PortForwarder.BACKOFF)) {
      forwarder.retarget(Optional.of(new ForwardTarget(NS, first, 7000)));
      // nc is not yet listening when the pod counts as running.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(ask(forwarder.localPort(), "hi\n")).isEqualTo("one\nhi\n"));
      cluster.deletePod(first);
      // The container of a pod that was deleted at once may answer for minutes: what counts is who
      // answers next.
      forwarder.retarget(Optional.of(new ForwardTarget(NS, second, 7000)));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(ask(forwarder.localPort(), "hi\n")).isEqualTo("two\nhi\n"));
      assertThat(heard.getFirst()).isEqualTo("connected " + first);
      assertThat(heard).contains("connected " + second);
    }
    cluster.deletePod(second);
  }

  private static String ask(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aDebugContainerSeesTheTargetsFiles() throws Exception {
    String pod = cluster.runPod("bare", "echo secret > /tmp/file; exec sleep 3600");
    ContextAccess.Allowed right =
        (ContextAccess.Allowed) ContextAccess.decide(cluster.api().context(), List.of());
    DebugContainers debug = new DebugContainers(cluster.api(), right, new Random(7));
    String name = debug.ensure(NS, pod, "main", "busybox", JsonObject.EMPTY);
    assertThat(debug.ensure(NS, pod, "main", "busybox", JsonObject.EMPTY)).isEqualTo(name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cluster
        .writes()
        .exec(
            ExecRequest.of(NS, pod, name, List.of("cat", "/proc/1/root/tmp/file")),
            ExecStreams.output(out, OutputStream.nullOutputStream()));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("secret\n");
    cluster.deletePod(pod);
  }

  @Test
  void aRestrictedIdentityIsToldWhatItMayNot() throws Exception {
    try (HttpCluster restricted = RealCluster.open("CAMBER_TEST_RESTRICTED_KUBECONFIG")) {
      assertThat(restricted.context().namespace())
          .isEqualTo(System.getenv("CAMBER_TEST_RESTRICTED_NAMESPACE"));
      assertThat(ClusterFacts.read(restricted).arch()).isEqualTo("unknown");
      restricted.list(ResourceType.POD, restricted.context().namespace(), ListQuery.ALL);
      Heard heard = new Heard();
      try (ObjectWatches watches =
          new ObjectWatches(restricted, ObjectWatches.BACKOFF, Logger.NOWHERE)) {
        watches.subscribe(ResourceType.POD, "kube-system", heard);
        await().atMost(PATIENCE).until(() -> !heard.told().isEmpty());
      }
      assertThat(heard.told().getFirst())
          .startsWith("failing: pods is forbidden: User ")
          .contains("in the namespace \"kube-system\"");
    }
  }

  @Test
  void aClusterThatMightBeProductionGivesNoRightToWrite() throws Exception {
    try (HttpCluster foreign = RealCluster.open("CAMBER_TEST_FOREIGN_KUBECONFIG")) {
      assertThat(ContextAccess.decide(foreign.context(), List.of()))
          .isInstanceOf(ContextAccess.Refused.class);
      ContextAccess.Allowed elsewhere =
          (ContextAccess.Allowed) ContextAccess.decide(cluster.api().context(), List.of());
      assertThatThrownBy(() -> foreign.writes(elsewhere))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatWasPrintedBeforeTheSessionIsLeftOut() throws Exception {
    String pod = cluster.runPod("since", "echo old; sleep 2; echo new; sleep 3600");
    Lines all = new Lines();
    Thread reading = followInBackground(pod, all, Optional.empty());
    await().atMost(PATIENCE).until(() -> all.texts.size() == 2);
    end(reading);
    assertThat(all.texts).containsExactly("old", "new");
    Lines late = new Lines();
    Thread lateReading = followInBackground(pod, late, Optional.of(all.times.get(1)));
    await().atMost(PATIENCE).until(() -> !late.texts.isEmpty());
    end(lateReading);
    assertThat(late.texts).containsExactly("new");
    cluster.deletePod(pod);
  }

  private Thread followInBackground(String pod, Lines lines, Optional<Instant> since)
      throws Exception {
    LogFollower follower = follower(pod, lines, LogFollower.IDLE);
    return Thread.ofVirtual()
        .start(() -> {
          try {
            follower.follow(since);
          } catch (KubeException | InterruptedException ended) {
            // The test has seen what it wanted.
          }
        });
  }

  private static void end(Thread thread) throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
