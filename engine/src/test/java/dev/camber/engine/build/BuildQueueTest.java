package dev.camber.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.manifest.TargetId;
import dev.camber.model.manifest.TriggerMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are under way when something changes. */
class BuildQueueTest {
  private static final TargetId IMAGE = new TargetId(TargetId.Type.IMAGE, "web");

  @TempDir Path directory;
  private final ManualLoop loop = new ManualLoop();
  private final LinkedBlockingQueue<Held> begun = new LinkedBlockingQueue<>();
  private LogStore log;
  private BuildQueue queue;
  private long events;

  /** A build that ends when the test says so. */
  private record Held(BuildRequest request, CountDownLatch end) {}

  private final class Holding implements Builder {
    @Override
    public boolean builds(Manifest manifest) {
      return true;
    }

    @Override
    public Map<TargetId, TargetResult> build(BuildRequest request) throws InterruptedException {
      Held held = new Held(request, new CountDownLatch(1));
      begun.add(held);
      held.end().await();
      return Map.of();
    }
  }

  @BeforeEach
  void start() throws Exception {
    log = new LogStore(loop, loop, directory, LogLimits.DEFAULT);
    BuildJournal journal = new BuildJournal(loop.store, log, directory);
    queue =
        new BuildQueue(
            loop.store,
            log,
            journal,
            List.of(new Holding()),
            task -> Thread.ofVirtual().start(task),
            new Retries(journal, log, loop, false));
    DockerImageSpec docker = Kinds.DOCKER_IMAGE.emptySpec();
    ImageTarget image =
        new ImageTarget(
            Kinds.IMAGE_MAP.emptySpec(),
            "web",
            "",
            Optional.empty(),
            false,
            "web:web",
            "",
            new BuildDetails.DockerBuild(docker),
            false,
            List.of(),
            List.of("/p"),
            List.of());
    Manifest manifest =
        new Manifest(
            "web",
            List.of(image),
            new KubernetesTarget(
                "web",
                Kinds.KUBERNETES_APPLY.emptySpec(),
                PodReadinessMode.WAIT,
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            TriggerMode.AUTO,
            List.of(),
            "",
            Map.of());
    loop.store.create(
        new dev.camber.model.api.ApiObject<>(
            EngineKinds.RESOURCE,
            ObjectMeta.named("web"),
            new ResourceSpec(manifest, 0, "(Tiltfile)"),
            ResourceState.FRESH.withDisableState(DisableStates.ENABLED)));
    loop.store.create(
        Kinds.CONFIG_MAP.object(
            ObjectMeta.named(DisableStates.configMapName("web")),
            new ConfigMapData(Map.of(DisableStates.KEY, "false"))));
    loop.store.create(
        EngineKinds.FILE_CHANGES.object(
            ObjectMeta.named(GraphView.watchName(IMAGE)), FileChanges.NONE));
    loop.store.create(Kinds.CLUSTER.object(ObjectMeta.named("default"), Kinds.CLUSTER.emptySpec()));
    loop.store.editStatus(
        Kinds.CLUSTER,
        "default",
        old ->
            new ClusterStatus(
                "",
                "amd64",
                Optional.of(new MicroTime(loop.instant())),
                Optional.empty(),
                Optional.empty(),
                "v1"));
  }

  @AfterEach
  void stop() {
    queue.close();
    log.close();
  }

  private void change(String path) throws Exception {
    loop.store.edit(
        EngineKinds.FILE_CHANGES,
        GraphView.watchName(IMAGE),
        old -> old.withSpec(old.spec().plus(List.of(path), ++events, loop.instant())));
    queue.reconcile("queue");
  }

  private ResourceState state() {
    return loop.store.get(EngineKinds.RESOURCE, "web").orElseThrow().status();
  }

  private String console() {
    return log.read(0).segments().stream().map(LogSegment::text).collect(Collectors.joining());
  }

  @Test
  void aBuildWhoseFilesChangeIsStoppedForOneThatHasThem() throws Exception {
    queue.reconcile("queue");
    begun.take();
    change("/p/a");
    await().until(() -> !state().isBuilding());
    assertThat(state().lastBuild().orElseThrow().error()).contains(BuildQueue.SUPERSEDED);
    queue.reconcile("queue");
    Held second = begun.take();
    assertThat(second.request().input(IMAGE).changedFiles()).containsExactly("/p/a");
    assertThat(console()).contains(BuildQueue.SUPERSEDED).doesNotContain("Build Failed");
  }

  @Test
  void filesThatChangeWithoutEndDoNotKeepBuildsFromTheirEnd() throws Exception {
    queue.reconcile("queue");
    begun.take();
    change("/p/a");
    await().until(() -> !state().isBuilding());
    queue.reconcile("queue");
    Held second = begun.take();
    change("/p/b");
    assertThat(state().isBuilding()).isTrue();
    second.end().countDown();
    await().until(() -> !state().isBuilding());
    assertThat(state().lastBuild().orElseThrow().error()).isEmpty();
  }

  @Test
  void aBuildThatDeploysIsLeftAlone() throws Exception {
    queue.reconcile("queue");
    Held build = begun.take();
    build.request().deploys().run();
    change("/p/a");
    assertThat(state().isBuilding()).isTrue();
    build.end().countDown();
    await().until(() -> !state().isBuilding());
    assertThat(state().lastBuild().orElseThrow().error()).isEmpty();
  }
}
