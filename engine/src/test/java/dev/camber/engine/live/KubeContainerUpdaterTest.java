package dev.camber.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.fake.ExecHandler;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.kubernetes.debug.DebugContainers;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import dev.camber.kubernetes.watch.PodReader;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.api.Pod;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import dev.camber.model.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A container that cannot take files itself, and one that does not answer. */
class KubeContainerUpdaterTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: default, uid: u1}
      spec:
        containers: [{name: main, image: web}]
        ephemeralContainers: [{name: camber-debug-1, targetContainerName: main}]
      status:
        phase: Running
        containerStatuses:
        - {name: main, containerID: "containerd://0123456789abcdef", state: {running: {}}}
        ephemeralContainerStatuses:
        - {name: camber-debug-1, state: {running: {}}}
      """;
  private static final LiveUpdatePlan PLAN =
      new LiveUpdatePlan(
          List.of(new LiveUpdatePlan.Mapping(Path.of("/p/a"), "/app/a")),
          List.of(new LiveUpdatePlan.Mapping(Path.of("/p/b"), "/app/b")),
          List.of());

  private final FakeCluster cluster = new FakeCluster(Clock.systemUTC());
  private final List<String> commands = new ArrayList<>();

  private ContainerUpdater.Outcome update(ExecHandler handler, LiveUpdatePlan plan)
      throws Exception {
    JsonObject pod = Yaml.readKubernetes(POD).asObject().orElseThrow();
    cluster.put(pod);
    cluster.onExec((request, streams) -> {
      commands.add(request.container() + ": " + String.join(" ", request.command()));
      return handler.run(request, streams);
    });
    Pod read = PodReader.read(pod, "", List.of());
    return new KubeContainerUpdater(
            new Connections(),
            (mappings, out) -> out.write("archive".getBytes(StandardCharsets.UTF_8)),
            Duration.ofMillis(200))
        .update(
            "default",
            new TargetContainer(read, read.containers().getFirst()),
            plan,
            Logger.NOWHERE);
  }

  private static ExecResult missing(ExecRequest request) {
    return new ExecResult(
        127, "exec: \"" + request.command().getFirst() + "\": executable file not found in $PATH");
  }

  @Test
  void whatTheContainerHasNoProgramForIsDoneFromBesideIt() throws Exception {
    ContainerUpdater.Outcome outcome =
        update(
            (request, streams) ->
                request.container().equals("main") ? missing(request) : ExecResult.SUCCESS,
            PLAN);
    assertThat(commands)
        .containsExactly(
            "main: rm -rf /app/b",
            "camber-debug-1: rm -rf /proc/1/root/app/b",
            "camber-debug-1: tar -C /proc/1/root -x -f -");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ContainerUpdater.Updated.class,
            updated ->
                assertThat(updated.note().orElseThrow())
                    .contains("not found in PATH or not executable")
                    .endsWith("brought in by the ephemeral container camber-debug-1"));
  }

  @Test
  void whatCannotBeWrittenFromBesideItEitherNeedsABuild() throws Exception {
    ContainerUpdater.Outcome outcome =
        update(
            (request, streams) -> {
              streams
                  .stderr()
                  .write("Read-only file system: cannot open".getBytes(StandardCharsets.UTF_8));
              return new ExecResult(1, "");
            },
            PLAN);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ContainerUpdater.Impossible.class,
            impossible ->
                assertThat(impossible.message())
                    .contains("readOnlyRootFilesystem")
                    .contains("Nor could an ephemeral container beside it"));
  }

  @Test
  void anotherFailureIsNotTriedTwice() throws Exception {
    ContainerUpdater.Outcome outcome =
        update((request, streams) -> new ExecResult(1, "disk full"), PLAN);
    assertThat(outcome).isInstanceOf(ContainerUpdater.Impossible.class);
    assertThat(commands).hasSize(1);
  }

  @Test
  void aCommandThatNeverEndsIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    LiveUpdatePlan steps =
        new LiveUpdatePlan(
            PLAN.copies(),
            List.of(),
            List.of(new LiveUpdateSpec.Exec(List.of("sh", "-c", "wait"), List.of(), false)));
    ContainerUpdater.Outcome outcome =
        update(
            (request, streams) -> {
              if (request.command().getFirst().equals("sh")) {
                never.await();
              }
              return ExecResult.SUCCESS;
            },
            steps);
    assertThat(outcome)
        .isEqualTo(new ContainerUpdater.CommandFailed("command \"wait\" did not end within 200ms"));
  }

  private final class Connections implements ClusterConnections {
    private final ContextAccess.Allowed right =
        (ContextAccess.Allowed) ContextAccess.decide(FakeCluster.KIND, List.of());

    @Override
    public Optional<KubeApi> api(String name) {
      return Optional.of(cluster);
    }

    @Override
    public Optional<KubeWrites> writes(String name) {
      return Optional.of(cluster.writes(right));
    }

    @Override
    public Optional<DebugContainers> debug(String name) {
      return Optional.of(new DebugContainers(cluster, right, new Random(1)));
    }

    @Override
    public Optional<ObjectWatches> watches(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<OwnerResolver> owners(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<ClusterFacts> facts(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Deployer> deployer(String name) {
      return Optional.empty();
    }
  }
}
