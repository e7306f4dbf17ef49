package dev.camber.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.Pod;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.manifest.TriggerMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuntimeViewTest {
  private static Pod.ContainerState waiting(String reason) {
    return new Pod.ContainerState(
        Optional.of(new Pod.Waiting(reason)), Optional.empty(), Optional.empty());
  }

  private static Pod.Container container(String name, boolean ready, Pod.ContainerState state) {
    return new Pod.Container(name, "", ready, "", 0, state, List.of());
  }

  private static final Pod.ContainerState RUNS =
      new Pod.ContainerState(
          Optional.empty(), Optional.of(new Pod.Running(Optional.empty())), Optional.empty());

  private static RuntimeView view(String phase, PodReadinessMode mode, Pod.Container... containers)
      throws Exception {
    ManualLoop loop = new ManualLoop();
    Pod pod =
        new Pod(
            "uid",
            "web-1",
            "default",
            Optional.empty(),
            phase,
            false,
            List.of(),
            List.of(),
            List.of(containers),
            "",
            "",
            "CrashLoopBackOff",
            List.of(),
            Optional.empty());
    loop.store.create(
        Kinds.KUBERNETES_DISCOVERY
            .object(ObjectMeta.named("web"), Kinds.KUBERNETES_DISCOVERY.emptySpec())
            .withStatus(
                new KubernetesDiscoveryStatus(
                    Optional.empty(), List.of(pod), Optional.empty(), Optional.empty())));
    Manifest manifest =
        new Manifest(
            "web",
            List.of(),
            new KubernetesTarget(
                "web",
                Kinds.KUBERNETES_APPLY.emptySpec(),
                mode,
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            TriggerMode.AUTO,
            List.of(),
            "",
            Map.of());
    return RuntimeView.of(
        loop.store.snapshot(), manifest, Views.kubernetes("web").built().view().state(), "ok");
  }

  @Test
  void aContainerThatDiesAgainAndAgainIsAnErrorThoughItsPodRuns() throws Exception {
    assertThat(
            view(
                "Running",
                PodReadinessMode.WAIT,
                container("side", true, RUNS),
                container("web", false, waiting("CrashLoopBackOff"))))
        .isEqualTo(
            new RuntimeView(RuntimeView.ERROR, "Pod web-1 in error state: CrashLoopBackOff"));
  }

  @Test
  void theRetriesOfAJobAreItsOwnAffair() throws Exception {
    assertThat(
            view(
                "Running",
                PodReadinessMode.SUCCEEDED,
                container("job", false, waiting("CrashLoopBackOff"))))
        .isEqualTo(new RuntimeView(RuntimeView.PENDING, ""));
  }

  @Test
  void aContainerThatStartsAgainAfterOneDeathIsPending() throws Exception {
    assertThat(view("Running", PodReadinessMode.WAIT, container("web", false, RUNS)))
        .isEqualTo(new RuntimeView(RuntimeView.PENDING, ""));
    assertThat(view("Running", PodReadinessMode.WAIT, container("web", true, RUNS)))
        .isEqualTo(new RuntimeView(RuntimeView.OK, ""));
  }

  @Test
  void aServerIsFoundHoweverLongItsResourcesName() throws Exception {
    for (String resource : List.of("web", "web-serve", "long".repeat(70), "é".repeat(200))) {
      ManualLoop loop = new ManualLoop();
      loop.store.create(
          Kinds.CMD.object(
              ObjectMeta.named(RuntimeView.serverName(resource, 12))
                  .withAnnotations(
                      Map.of(
                          Annotations.OWNER_KIND,
                          RuntimeView.SERVER_OWNER,
                          Annotations.OWNER_NAME,
                          resource)),
              Kinds.CMD.emptySpec()));
      assertThat(RuntimeView.server(loop.store.snapshot(), resource)).isPresent();
      assertThat(RuntimeView.server(loop.store.snapshot(), resource + "x")).isEmpty();
    }
  }
}
