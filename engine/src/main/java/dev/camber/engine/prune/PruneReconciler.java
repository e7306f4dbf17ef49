package dev.camber.engine.prune;

import dev.camber.engine.build.BuildRecord;
import dev.camber.engine.build.BuildSource;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.NextBuild;
import dev.camber.engine.build.ResourceState;
import dev.camber.engine.image.ImageTools;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.image.prune.DockerPruner;
import dev.camber.image.prune.PruneSchedule;
import dev.camber.image.prune.PruneSettings;
import dev.camber.model.EnvironmentError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import dev.camber.tiltfile.LoadResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes old images of this session's builds while nothing else is to do. Its state is confined to
 * its one key.
 */
public final class PruneReconciler implements Reconciler {
  private static final String KEY = "prune";
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ObjectStore store;
  private final ImageTools.Source images;
  private final InstantSource clock;
  private final Logger log;
  private final Map<String, Instant> counted = new HashMap<>();
  private int completed;
  private Optional<PruneSchedule.Last> last = Optional.empty();

  public PruneReconciler(
      ObjectStore store, LogStore log, ImageTools.Source images, InstantSource clock) {
    this.store = store;
    this.images = images;
    this.clock = clock;
    this.log = log.logger("", "docker-prune");
  }

  @Override
  public Kind<?, ?> kind() {
    return EngineKinds.DOCKER_PRUNE;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.always(EngineKinds.RESOURCE, KEY), Trigger.always(EngineKinds.TILTFILE_RUN, KEY));
  }

  @Override
  public Result reconcile(String name) throws InterruptedException {
    StoreSnapshot snapshot = store.snapshot();
    count(snapshot);
    Optional<LoadResult> load =
        snapshot
            .get(EngineKinds.TILTFILE_RUN, GraphView.MAIN_TILTFILE)
            .flatMap(run -> run.status().result())
            .filter(LoadResult::success);
    if (load.isEmpty()) {
      return Result.done();
    }
    PruneSettings settings = PruneInputs.settings(load.get());
    if (!settings.enabled() || completed == 0) {
      return Result.done();
    }
    Instant now = clock.instant();
    boolean due =
        PruneSchedule.isDue(
            settings,
            new PruneSchedule.Situation(
                isIdle(snapshot),
                load.get().manifests().stream().anyMatch(m -> !m.imageTargets().isEmpty()),
                completed,
                last,
                now));
    if (due) {
      last = Optional.of(new PruneSchedule.Last(now, completed));
      prune(snapshot, load.get(), settings);
    }
    return settings.everyBuilds() > 0 || last.isEmpty()
        ? Result.done()
        : Result.again(untilNext(settings, last.get(), clock.instant()));
  }

  private static Duration untilNext(PruneSettings settings, PruneSchedule.Last last, Instant now) {
    Duration left = Duration.between(now, last.at().plus(settings.interval()));
    return left.compareTo(SOON) < 0 ? SOON : left;
  }

  /** Every build that ended since the last look; histories are longer than looks are apart. */
  private void count(StoreSnapshot snapshot) {
    for (ApiObject<?, ResourceState> resource : snapshot.list(EngineKinds.RESOURCE)) {
      Instant seen = counted.getOrDefault(resource.name(), Instant.EPOCH);
      for (BuildRecord build : resource.status().history()) {
        if (build.source() == BuildSource.BUILD_CONTROL && build.finish().isAfter(seen)) {
          completed++;
          counted.merge(resource.name(), build.finish(), (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    }
  }

  private static boolean isIdle(StoreSnapshot snapshot) {
    return snapshot.list(EngineKinds.RESOURCE).stream().noneMatch(r -> r.status().isBuilding())
        && NextBuild.decide(GraphView.of(snapshot)).next().isEmpty();
  }

  private void prune(StoreSnapshot snapshot, LoadResult load, PruneSettings settings)
      throws InterruptedException {
    Optional<RegistryHosting> registry =
        snapshot
            .get(Kinds.CLUSTER, "default")
            .map(ApiObject::status)
            .flatMap(ClusterStatus::registry)
            .filter(r -> !r.host().isEmpty())
            .or(() -> PruneInputs.defaultRegistry(load));
    try {
      new DockerPruner(images.get().engine(), clock)
          .prune(settings, PruneInputs.names(load.manifests(), registry), log, false);
    } catch (EnvironmentError e) {
      log.line(LogLevel.VERBOSE, "[Docker Prune] " + e.getMessage());
    }
  }
}
