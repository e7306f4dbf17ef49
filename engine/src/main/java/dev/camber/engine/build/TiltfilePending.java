package dev.camber.engine.build;

import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.api.TiltfileStatus;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.manifest.TargetId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether and why a Tiltfile is to run: a pure function of the store. Source: spec engine, section
 * 6.6.
 */
public final class TiltfilePending {
  private TiltfilePending() {}

  /** Whether a Tiltfile is running or about to: no new build begins meanwhile. */
  static boolean isPending(StoreSnapshot snapshot, ApiObject<TiltfileRunSpec, TiltfileRun> run) {
    return run.status().current().isPresent()
        || run.status().loads() == 0
        || !reason(snapshot, run.name()).isNone();
  }

  /** Why a Tiltfile is to run now; none if it is not. */
  public static BuildReason reason(StoreSnapshot snapshot, String name) {
    Optional<ApiObject<TiltfileSpec, TiltfileStatus>> tiltfile = snapshot.get(Kinds.TILTFILE, name);
    if (tiltfile.isEmpty()) {
      return BuildReason.NONE;
    }
    TiltfileRun run =
        snapshot
            .get(EngineKinds.TILTFILE_RUN, name)
            .map(ApiObject::status)
            .orElse(TiltfileRun.fresh(0));
    BuildReason out = TriggerQueue.reason(snapshot, name).orElse(BuildReason.NONE);
    if (run.loads() == 0) {
      return out.with(BuildReason.INIT);
    }
    if (!changedFiles(snapshot, tiltfile.get(), run).isEmpty()) {
      out = out.with(BuildReason.CHANGED_FILES);
    }
    if (!run.args().equals(tiltfile.get().spec().args())) {
      out = out.with(BuildReason.TILTFILE_ARGS);
    }
    if (isClicked(snapshot, tiltfile.get().spec(), run)) {
      out = out.with(BuildReason.TRIGGER_UNKNOWN);
    }
    return out;
  }

  /** The files that changed since the last run began. */
  public static List<String> changedFiles(
      StoreSnapshot snapshot, ApiObject<TiltfileSpec, TiltfileStatus> tiltfile, TiltfileRun run) {
    Set<String> out = new LinkedHashSet<>();
    for (String watch : watches(tiltfile)) {
      snapshot
          .get(EngineKinds.FILE_CHANGES, watch)
          .ifPresent(changes -> changes.spec().after(run.cursor()).forEach(c -> out.add(c.path())));
    }
    return List.copyOf(out);
  }

  /** The newest event of its watches. */
  public static long newestEvent(
      StoreSnapshot snapshot, ApiObject<TiltfileSpec, TiltfileStatus> tiltfile) {
    return watches(tiltfile).stream()
        .map(watch -> snapshot.get(EngineKinds.FILE_CHANGES, watch))
        .flatMap(Optional::stream)
        .mapToLong(changes -> changes.spec().last())
        .max()
        .orElse(0);
  }

  /** The FileWatches whose events run a Tiltfile. */
  public static List<String> watches(ApiObject<TiltfileSpec, TiltfileStatus> tiltfile) {
    return tiltfile.spec().restartOn().map(on -> on.fileWatches()).orElse(List.of());
  }

  /** The name of the FileWatch of a Tiltfile's config files. */
  public static String configWatch(String tiltfile) {
    return GraphView.watchName(new TargetId(TargetId.Type.CONFIGS, tiltfile));
  }

  private static boolean isClicked(StoreSnapshot snapshot, TiltfileSpec spec, TiltfileRun run) {
    Instant since =
        run.current()
            .map(RunningBuild::start)
            .or(() -> run.lastRun().map(BuildRecord::start))
            .orElse(Instant.EPOCH);
    return spec.restartOn().stream()
        .flatMap(on -> on.uiButtons().stream())
        .map(button -> snapshot.get(Kinds.UI_BUTTON, button))
        .flatMap(Optional::stream)
        .map(button -> button.status())
        .map(UIButtonStatus::lastClickedAt)
        .flatMap(Optional::stream)
        .map(MicroTime::instant)
        .anyMatch(click -> click.isAfter(since));
  }
}
