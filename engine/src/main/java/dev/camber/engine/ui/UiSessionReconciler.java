package dev.camber.engine.ui;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UISessionStatus;
import dev.camber.model.codec.Time;
import dev.camber.tiltfile.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the UISession: what the page shows of the session as a whole. Source: spec CLI and API,
 * section 9.15.
 */
public final class UiSessionReconciler implements Reconciler {
  /** The name of the one UISession. */
  public static final String NAME = "Tiltfile";

  private static final Map<String, Boolean> DEFAULT_FLAGS =
      Map.ofEntries(
          Map.entry("bulk_disable_resources", false),
          Map.entry("cluster_refresh", false),
          Map.entry("disable_resources", true),
          Map.entry("events", true),
          Map.entry("facets", true),
          Map.entry("labels", true),
          Map.entry("live_update_v2", true),
          Map.entry("multiple_containers_per_pod", true),
          Map.entry("offline_snapshot_creation", true),
          Map.entry("snapshots", true),
          Map.entry("update_history", false));

  private final ObjectStore store;
  private final UISessionStatus.Build program;
  private final Time start;
  private final String tiltfile;

  /**
   * @param program which program runs
   * @param start when the session began
   * @param tiltfile the main Tiltfile, absolute
   */
  public UiSessionReconciler(
      ObjectStore store, UISessionStatus.Build program, Time start, String tiltfile) {
    this.store = store;
    this.program = program;
    this.start = start;
    this.tiltfile = tiltfile;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.UI_SESSION;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(Trigger.always(EngineKinds.TILTFILE_RUN, NAME));
  }

  @Override
  public Result reconcile(String name) {
    Optional<Settings> settings =
        store
            .get(EngineKinds.TILTFILE_RUN, GraphView.MAIN_TILTFILE)
            .flatMap(run -> run.status().result())
            .map(r -> r.settings());
    Map<String, Boolean> flags = new TreeMap<>(DEFAULT_FLAGS);
    settings.ifPresent(s -> flags.putAll(s.featureFlags()));
    store.editStatus(
        Kinds.UI_SESSION,
        NAME,
        old ->
            new UISessionStatus(
                flags.entrySet().stream()
                    .map(f -> new UISessionStatus.FeatureFlag(f.getKey(), f.getValue()))
                    .toList(),
                false,
                program,
                "",
                new UISessionStatus.VersionSettings(
                    settings.map(Settings::checkUpdates).orElse(true)),
                "",
                "",
                "",
                settings.map(Settings::teamId).orElse(""),
                old.fatalError(),
                Optional.of(start),
                tiltfile));
    return Result.done();
  }
}
