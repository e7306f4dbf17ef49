package dev.camber.engine.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.kubernetes.apply.Deployer;
import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.kubernetes.debug.DebugContainers;
import dev.camber.kubernetes.probe.ClusterFacts;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import dev.camber.model.api.ImageMapSpec;
import dev.camber.model.api.ImageMapStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.Pod;
import dev.camber.model.codec.Time;
import dev.camber.model.yaml.Yaml;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which container is meant and which shell is taken, against a cluster in memory. */
class ClusterExecTest {
  private final ManualLoop loop = new ManualLoop();
  private final FakeCluster cluster = new FakeCluster(FakeCluster.KIND, Clock.systemUTC());
  private final List<ExecRequest> asked = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();
  private boolean writable = true;
  private ClusterExec exec;

  private final class Connections implements ClusterConnections {
    @Override
    public Optional<KubeApi> api(String name) {
      return Optional.of(cluster);
    }

    @Override
    public Optional<KubeWrites> writes(String name) {
      return writable && name.equals("default")
          ? Optional.of(
              cluster.writes(
                  (ContextAccess.Allowed) ContextAccess.decide(cluster.context(), List.of())))
          : Optional.empty();
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
    public Optional<DebugContainers> debug(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Deployer> deployer(String name) {
      return Optional.empty();
    }
  }

  @BeforeEach
  void open() throws Exception {
    exec = new ClusterExec(loop.store, new Connections());
    loop.store.create(
        Kinds.UI_RESOURCE.object(ObjectMeta.named("web"), Kinds.UI_RESOURCE.emptySpec()));
    cluster.onExec((request, streams) -> {
      asked.add(request);
      return ExecResult.SUCCESS;
    });
  }

  private static Pod.Container container(String name, String image, boolean running) {
    Pod.ContainerState state =
        running
            ? new Pod.ContainerState(
                Optional.empty(), Optional.of(new Pod.Running(Optional.empty())), Optional.empty())
            : new Pod.ContainerState(
                Optional.of(new Pod.Waiting("CrashLoopBackOff")),
                Optional.empty(),
                Optional.empty());
    return new Pod.Container(name, "", running, image, 0, state, List.of());
  }

  private static Pod pod(String name, int createdSecond, Pod.Container... containers) {
    return new Pod(
        name,
        name,
        "ns",
        Optional.of(new Time(Instant.ofEpochSecond(createdSecond))),
        "Running",
        false,
        List.of(),
        List.of(),
        List.of(containers),
        "",
        "",
        "Running",
        List.of(),
        Optional.empty());
  }

  private void pods(Pod... pods) throws Exception {
    loop.store.create(
        Kinds.KUBERNETES_DISCOVERY
            .object(ObjectMeta.named("web"), Kinds.KUBERNETES_DISCOVERY.emptySpec())
            .withStatus(
                new KubernetesDiscoveryStatus(
                    Optional.empty(), List.of(pods), Optional.empty(), Optional.empty())));
    for (Pod pod : pods) {
      cluster.put(
          Yaml.readKubernetes(
                  "{apiVersion: v1, kind: Pod, metadata: {name: "
                      + pod.name()
                      + ", namespace: ns}}")
              .asObject()
              .orElseThrow());
    }
  }

  private void built(String image) throws Exception {
    loop.store.create(
        Kinds.IMAGE_MAP
            .object(
                ObjectMeta.named("app"),
                new ImageMapSpec(image, false, false, Optional.empty(), Optional.empty()))
            .withStatus(
                new ImageMapStatus(
                    image + ":tag", image + ":tag", image + ":tag", Optional.empty())));
  }

  private String meant() throws Exception {
    ExecTarget target = exec.target("web", "", "");
    return target.pod() + "/" + target.container();
  }

  private ExecOutput output() {
    return new ExecOutput() {
      @Override
      public void started(ExecTarget target) {
        printed.append("started ").append(target.container()).append('\n');
      }

      @Override
      public void write(boolean error, byte[] bytes, int offset, int length) {
        printed.append(new String(bytes, offset, length, UTF_8));
      }
    };
  }

  private ExecEnd run(String... words) throws Exception {
    return exec.run(exec.target("web", "", ""), List.of(words), true, new ExecInput(), output());
  }

  @Test
  void theNewestPodThatRunsIsMeant() throws Exception {
    pods(
        pod("old", 1, container("c", "i", true)),
        pod("new", 3, container("c", "i", true)),
        pod("newest", 5, container("c", "i", false)));
    assertThat(meant()).isEqualTo("new/c");
    assertThat(exec.target("web", "old", "").pod()).isEqualTo("old");
    assertThatThrownBy(() -> exec.target("web", "newest", ""))
        .hasMessage("the container \"c\" of pod newest does not run: CrashLoopBackOff");
    assertThatThrownBy(() -> exec.target("web", "", "d"))
        .hasMessage("resource \"web\" has no container \"d\"");
  }

  @Test
  void theContainerThatTheSessionBuildsIsMeantAndSidecarsComeLast() throws Exception {
    built("example.com/app");
    pods(
        pod(
            "p",
            1,
            container("istio-proxy", "istio", true),
            container("redis", "redis", true),
            container("app", "example.com/app:other", true)));
    assertThat(exec.targets("web").stream().map(ExecTarget::container))
        .containsExactly("app", "redis", "istio-proxy");
  }

  @Test
  void theContainerThatThePodNamesIsMeantBeforeAll() throws Exception {
    built("example.com/app");
    pods(pod("p", 1, container("app", "example.com/app:x", true), container("shell", "s", true)));
    cluster.put(
        Yaml.readKubernetes(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: p
                  namespace: ns
                  annotations: {kubectl.kubernetes.io/default-container: shell}
                """)
            .asObject()
            .orElseThrow());
    assertThat(meant()).isEqualTo("p/shell");
  }

  @Test
  void aCommandRunsAsItIsAndItsEndIsTold() throws Exception {
    pods(pod("p", 1, container("c", "i", true)));
    cluster.onExec((request, streams) -> {
      asked.add(request);
      streams.stdout().write("hi".getBytes(UTF_8));
      return new ExecResult(4, "exit 4");
    });
    assertThat(run("ls", "-l")).isEqualTo(new ExecEnd(4, "exit 4"));
    assertThat(asked).containsExactly(new ExecRequest("ns", "p", "c", List.of("ls", "-l"), true));
    assertThat(printed).hasToString("started c\nhi");
  }

  @Test
  void theFirstShellThatIsThereIsTaken() throws Exception {
    pods(pod("p", 1, container("c", "i", true)));
    cluster.onExec((request, streams) -> {
      asked.add(request);
      assertThat(streams.sizes().next()).isPresent();
      return request.command().getFirst().equals("/busybox/sh")
          ? new ExecResult(7, "exit 7")
          : new ExecResult(127, "exec: \"sh\": executable file not found in $PATH");
    });
    ExecInput input = new ExecInput();
    input.resize(80, 24);
    ExecEnd end = exec.run(exec.target("web", "", ""), List.of(), true, input, output());
    assertThat(end.exitCode()).isEqualTo(7);
    assertThat(asked).extracting(r -> r.command().getFirst()).containsExactly("sh", "/busybox/sh");
    assertThatThrownBy(() -> input.write(new byte[1], 0, 1))
        .isInstanceOf(java.io.IOException.class);
  }

  @Test
  void aShellThatSpokeAndEndedWith127IsNotAMissingOne() throws Exception {
    pods(pod("p", 1, container("c", "i", true)));
    cluster.onExec((request, streams) -> {
      asked.add(request);
      streams.stdout().write("sh: nope: not found".getBytes(UTF_8));
      return new ExecResult(127, "command terminated with exit code 127");
    });
    assertThat(run().exitCode()).isEqualTo(127);
    assertThat(asked).hasSize(1);
  }

  @Test
  void aContainerWithoutShellSaysSo() throws Exception {
    pods(pod("p", 1, container("c", "distroless", true)));
    cluster.onExec((request, streams) -> new ExecResult(127, "executable file not found in $PATH"));
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            ExecRefused.class, e -> assertThat(e.reason()).isEqualTo(ExecRefused.Reason.NoShell))
        .hasMessageContaining("has no shell")
        .hasMessageContaining("distroless");
  }

  @Test
  void whatHasNoContainerSaysWhy() throws Exception {
    assertThatThrownBy(() -> exec.targets("wed"))
        .hasMessage("no such resource \"wed\"")
        .isInstanceOfSatisfying(
            ExecRefused.class, e -> assertThat(e.hint()).isEqualTo("Did you mean \"web\"?"));
    assertThatThrownBy(() -> exec.targets("web"))
        .hasMessage("resource \"web\" runs in no container of a cluster");
  }

  @Test
  void aClusterThatMayNotBeWrittenToRunsNothing() throws Exception {
    pods(pod("p", 1, container("c", "i", true)));
    writable = false;
    assertThatThrownBy(() -> run("ls")).hasMessageContaining("may not be written to");
    assertThat(asked).isEmpty();
  }
}
