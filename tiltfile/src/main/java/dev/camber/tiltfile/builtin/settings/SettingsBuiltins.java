package dev.camber.tiltfile.builtin.settings;

import dev.camber.model.manifest.ShellCommand;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkInt;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.IgnoreSet;
import dev.camber.tiltfile.Settings;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.SettingsDraft;
import dev.camber.tiltfile.value.GoType;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Modes and settings. Source: spec Tiltfile, section 5.9. */
public final class SettingsBuiltins {
  private SettingsBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .value("TRIGGER_MODE_AUTO", TriggerModeValue.AUTO)
        .value("TRIGGER_MODE_MANUAL", TriggerModeValue.MANUAL)
        .function("trigger_mode", SettingsBuiltins::triggerMode)
        .function("update_settings", SettingsBuiltins::updateSettings)
        .function("ci_settings", SettingsBuiltins::ciSettings)
        .function("watch_settings", SettingsBuiltins::watchSettings)
        .function("docker_prune_settings", SettingsBuiltins::dockerPruneSettings)
        .function("secret_settings", SettingsBuiltins::secretSettings)
        .function("version_settings", SettingsBuiltins::versionSettings)
        .function("analytics_settings", SettingsBuiltins::analyticsSettings)
        .function("set_team", SettingsBuiltins::setTeam)
        .function("enable_feature", (t, a) -> feature(t, a, true))
        .function("disable_feature", (t, a) -> feature(t, a, false))
        .function("disable_snapshots", SettingsBuiltins::disableSnapshots)
        .function("experimental_analytics_report", SettingsBuiltins::analyticsReport)
        .function("experimental_telemetry_cmd", SettingsBuiltins::telemetryCmd)
        .function("experimental_metrics_settings", SettingsBuiltins::metricsSettings);
  }

  private static SettingsDraft draft(StarlarkThread thread) {
    return LoadState.of(thread).settings();
  }

  private static Value triggerMode(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var mode = u.required("trigger_mode", Convert.TRIGGER_MODE);
    u.finish();
    SettingsDraft draft = draft(thread);
    draft.triggerModePosition.ifPresent(position -> {
      throw new EvalException(
          "trigger_mode can only be called once. It was already called at " + position);
    });
    draft.triggerMode = Optional.of(mode.get());
    draft.triggerModePosition = thread.position();
    return StarlarkNone.NONE;
  }

  /** An int of 32 bits or None, with the reference's two ways of complaining. */
  private static Optional<Integer> optionalInt(String parameter, Optional<Value> given) {
    if (given.isEmpty() || given.get() == StarlarkNone.NONE) {
      return Optional.empty();
    }
    String prefix = "update_settings: for parameter " + Starlark.quote(parameter) + ": ";
    if (!(given.get() instanceof StarlarkInt)) {
      throw new EvalException(prefix + "got " + GoType.of(given.get()) + ", want int");
    }
    try {
      return Optional.of(Converter.INT32.convert(given.get()));
    } catch (EvalException e) {
      throw new EvalException(prefix + e.getMessage());
    }
  }

  private static Value updateSettings(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var parallel = u.optional("max_parallel_updates", Converter.ANY);
    var timeout = u.optional("k8s_upsert_timeout_secs", Converter.ANY);
    var suppress = u.optional("suppress_unused_image_warnings", Convert.STRING_OR_LIST, List.of());
    var serverSide = u.optional("k8s_server_side_apply", Converter.STRING);
    u.finish();
    Optional<Integer> max = optionalInt(parallel.name(), parallel.given());
    max.filter(n -> n < 1)
        .ifPresent(n -> {
          throw new EvalException("max number of parallel updates must be >= 1(got: " + n + ")");
        });
    Optional<Integer> seconds = optionalInt(timeout.name(), timeout.given());
    seconds
        .filter(n -> n < 1)
        .ifPresent(n -> {
          throw new EvalException("minimum k8s upsert timeout is 1s; got " + n + "s");
        });
    serverSide
        .toOptional()
        .filter(word -> !List.of("", "true", "false", "auto").contains(word))
        .ifPresent(word -> {
          throw new EvalException(
              "update_settings: k8s_server_side_apply must be \"true\", \"false\", or"
                  + " \"auto\"; got "
                  + dev.camber.model.text.Quoted.go(word));
        });
    SettingsDraft draft = draft(thread);
    Settings.Updates old = draft.updates;
    List<String> suppressed = new ArrayList<>(old.suppressUnusedImageWarnings());
    suppressed.addAll(suppress.get());
    draft.updates =
        new Settings.Updates(
            max.orElse(old.maxParallel()),
            seconds.map(Duration::ofSeconds).orElse(old.upsertTimeout()),
            suppressed,
            serverSide.toOptional().filter(w -> !w.isEmpty()).orElse(old.serverSideApply()));
    return StarlarkNone.NONE;
  }

  private static Value ciSettings(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var grace = u.optional("k8s_grace_period", Convert.DURATION);
    var timeout = u.optional("timeout", Convert.DURATION);
    var readiness = u.optional("readiness_timeout", Convert.DURATION);
    u.finish();
    SettingsDraft draft = draft(thread);
    Settings.Ci old = draft.ci;
    draft.ci =
        new Settings.Ci(
            grace.toOptional().or(old::k8sGracePeriod),
            timeout.toOptional().orElse(old.timeout()),
            readiness.toOptional().orElse(old.readinessTimeout()));
    return StarlarkNone.NONE;
  }

  private static Value watchSettings(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var ignore = u.optional("ignore", Convert.STRING_OR_LIST, List.of());
    u.finish();
    if (!ignore.get().isEmpty()) {
      draft(thread)
          .watchIgnores
          .add(new IgnoreSet(LoadState.directory(thread), "watch_settings()", ignore.get()));
    }
    return StarlarkNone.NONE;
  }

  private static Value dockerPruneSettings(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var disable = u.optional("disable", Converter.BOOL, false);
    var maxAge = u.optional("max_age_mins", Converter.INT64, 0L);
    var builds = u.optional("num_builds", Converter.INT64, 0L);
    var interval = u.optional("interval_hrs", Converter.INT64, 0L);
    var keep = u.optional("keep_recent", Converter.ANY);
    u.finish();
    if (builds.get() != 0 && interval.get() != 0) {
      throw new EvalException(
          "can't specify both 'prune every X builds' and 'prune every Y hours'; please pass only"
              + " one of `num_builds` and `interval_hrs`");
    }
    SettingsDraft draft = draft(thread);
    Settings.DockerPrune old = draft.dockerPrune;
    int keepRecent = keep.given().map(Converter.INT32::convert).orElse(old.keepRecent());
    draft.dockerPrune =
        new Settings.DockerPrune(
            !disable.get(),
            maxAge.get() == 0 ? old.maxAge() : Duration.ofMinutes(maxAge.get()),
            builds.get().intValue(),
            interval.get() == 0 ? old.interval() : Duration.ofHours(interval.get()),
            keepRecent);
    return StarlarkNone.NONE;
  }

  private static Value secretSettings(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var disable = u.required("disable_scrub", Converter.BOOL);
    u.finish();
    draft(thread).scrubSecrets = !disable.get();
    return StarlarkNone.NONE;
  }

  private static Value versionSettings(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var check = u.optional("check_updates", Converter.BOOL);
    var constraint = u.optional("constraint", Converter.STRING, "");
    u.finish();
    check.toOptional().ifPresent(value -> draft(thread).checkUpdates = value);
    if (!constraint.get().isEmpty()) {
      VersionRange.check(LoadState.of(thread).surroundings().tiltVersion(), constraint.get());
    }
    return StarlarkNone.NONE;
  }

  private static Value analyticsSettings(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var enable = u.required("enable", Converter.BOOL);
    u.finish();
    draft(thread).analyticsOpt = enable.get() ? 2 : 1;
    return StarlarkNone.NONE;
  }

  private static Value setTeam(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var team = u.required("team_id", Converter.STRING);
    u.finish();
    if (team.get().isEmpty()) {
      throw new EvalException("team_id cannot be empty");
    }
    SettingsDraft draft = draft(thread);
    if (!draft.teamId.isEmpty()) {
      throw new EvalException(
          "team_id set multiple times (to '" + draft.teamId + "' and '" + team.get() + "')");
    }
    draft.teamId = team.get();
    return StarlarkNone.NONE;
  }

  private static Value feature(StarlarkThread thread, Arguments arguments, boolean on) {
    var u = arguments.unpacker();
    var name = u.required("msg", Converter.STRING);
    u.finish();
    setFeature(thread, name.get(), on);
    return StarlarkNone.NONE;
  }

  private static void setFeature(StarlarkThread thread, String name, boolean on) {
    Map<String, Boolean> flags = draft(thread).featureFlags;
    if (!flags.containsKey(name)) {
      throw new EvalException("Unknown feature flag: " + name);
    }
    if (SettingsDraft.ACTIVE_FLAGS.contains(name)) {
      flags.put(name, on);
    } else {
      LoadState.of(thread).warn("Obsolete feature flag: " + name);
    }
  }

  private static Value disableSnapshots(StarlarkThread thread, Arguments arguments) {
    arguments.unpacker().finish();
    setFeature(thread, "snapshots", false);
    return StarlarkNone.NONE;
  }

  private static Value analyticsReport(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var tags = u.required("tags", Convert.STRING_MAP);
    u.finish();
    draft(thread).analyticsTags.putAll(tags.get());
    return StarlarkNone.NONE;
  }

  private static Value telemetryCmd(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    var u = arguments.unpacker();
    var cmd = u.required("cmd", Converter.ANY);
    u.optional("cmd_bat", Converter.ANY);
    var period = u.optional("period", Convert.DURATION, Duration.ofSeconds(60));
    var dir = u.optional("dir", Converter.ANY);
    u.finish();
    ShellCommand command = Commands.command(cmd.get(), dir.given(), Map.of(), directory);
    if (command.isEmpty()) {
      throw new EvalException("cmd cannot be empty");
    }
    SettingsDraft draft = draft(thread);
    if (!draft.telemetry.command().isEmpty()) {
      throw new EvalException(
          "experimental_telemetry_cmd called multiple times; already set to "
              + Commands.display(draft.telemetry.command().argv()));
    }
    draft.telemetry =
        new Settings.Telemetry(
            command,
            directory,
            period.get().isZero() ? Settings.Telemetry.NONE.period() : period.get());
    return StarlarkNone.NONE;
  }

  private static Value metricsSettings(StarlarkThread thread, Arguments arguments) {
    LoadState.of(thread).warn("experimental_metrics_settings() is deprecated");
    return StarlarkNone.NONE;
  }
}
