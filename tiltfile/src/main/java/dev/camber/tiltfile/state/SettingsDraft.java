package dev.camber.tiltfile.state;

import dev.camber.starlark.syntax.Position;
import dev.camber.tiltfile.IgnoreSet;
import dev.camber.tiltfile.Settings;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Settings as far as they have been said. One evaluation's thread. */
public final class SettingsDraft {
  /** Flags that still mean something. */
  public static final Set<String> ACTIVE_FLAGS = Set.of("snapshots", "cluster_refresh");

  private static final Map<String, Boolean> FLAG_DEFAULTS =
      Map.ofEntries(
          Map.entry("snapshots", true),
          Map.entry("cluster_refresh", false),
          Map.entry("multiple_containers_per_pod", true),
          Map.entry("events", true),
          Map.entry("update_history", false),
          Map.entry("facets", true),
          Map.entry("labels", true),
          Map.entry("live_update_v2", true),
          Map.entry("disable_resources", true),
          Map.entry("bulk_disable_resources", false),
          Map.entry("offline_snapshot_creation", true));

  public final Map<String, Boolean> featureFlags = new TreeMap<>(FLAG_DEFAULTS);
  public String teamId = "";
  public Settings.Telemetry telemetry = Settings.Telemetry.NONE;
  public Settings.DockerPrune dockerPrune = Settings.DockerPrune.DEFAULT;
  public int analyticsOpt;
  public final Map<String, String> analyticsTags = new TreeMap<>();
  public boolean checkUpdates = true;
  public Settings.Updates updates = Settings.Updates.DEFAULT;
  public final List<IgnoreSet> watchIgnores = new ArrayList<>();
  public Optional<Settings.Registry> defaultRegistry = Optional.empty();
  public Settings.Ci ci = Settings.Ci.DEFAULT;
  public boolean scrubSecrets = true;
  public Optional<TriggerModeValue> triggerMode = Optional.empty();
  public Optional<Position> triggerModePosition = Optional.empty();
  public final Set<String> allowedContexts = new LinkedHashSet<>();

  /** Files that custom builds write their image into; no watch looks at them. */
  public final Set<String> outputFiles = new LinkedHashSet<>();

  /** What stands now. */
  public Settings freeze() {
    return new Settings(
        featureFlags,
        teamId,
        telemetry,
        dockerPrune,
        analyticsOpt,
        analyticsTags,
        checkUpdates,
        updates,
        watchIgnores,
        defaultRegistry,
        ci,
        scrubSecrets);
  }
}
