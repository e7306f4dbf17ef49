package dev.camber.tiltfile.convert;

import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.value.LiveUpdateStep;
import dev.camber.tiltfile.value.StepTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps to the spec of a live update. Source: spec Tiltfile, section 5.8. */
public final class LiveUpdates {
  private LiveUpdates() {}

  /**
   * The live update of an argument {@code live_update}, or empty if it has no steps.
   *
   * @param base the directory that stored paths are relative to
   */
  public static Optional<LiveUpdateSpec> of(
      Optional<Value> argument, String base, StepTracker tracker) {
    try {
      return build(Convert.oneOrMany(argument.orElse(null)), base, tracker);
    } catch (EvalException e) {
      throw new EvalException("live_update: " + e.getMessage());
    }
  }

  private static Optional<LiveUpdateSpec> build(
      List<Value> values, String base, StepTracker tracker) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    boolean initialSync = false;
    boolean restart = false;
    List<String> stopPaths = new ArrayList<>();
    List<LiveUpdateSpec.Sync> syncs = new ArrayList<>();
    List<LiveUpdateSpec.Exec> execs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof LiveUpdateStep step)) {
        throw new EvalException(
            "'steps' must be a list of live update steps - got value '"
                + Starlark.repr(values.get(i))
                + "' of type '"
                + values.get(i).type()
                + "'");
      }
      switch (step) {
        case LiveUpdateStep.InitialSync s -> {
          if (i > 0) {
            throw new EvalException(
                "initial_sync must appear at most once, at the start of the list");
          }
          initialSync = true;
        }
        case LiveUpdateStep.FallBackOn s -> {
          if (!syncs.isEmpty() || !execs.isEmpty() || restart) {
            throw new EvalException("fall_back_on steps must appear at the start of the list");
          }
          s.paths().forEach(path -> stopPaths.add(relative(base, path)));
        }
        case LiveUpdateStep.Sync s -> {
          if (!execs.isEmpty()) {
            throw new EvalException("all sync steps must precede all run steps");
          }
          checkNotAfter(restart);
          syncs.add(new LiveUpdateSpec.Sync(relative(base, s.localPath()), s.remotePath()));
        }
        case LiveUpdateStep.Run s -> {
          checkNotAfter(restart);
          execs.add(new LiveUpdateSpec.Exec(s.argv(), s.triggers(), s.echoOff()));
        }
        case LiveUpdateStep.RestartContainer s -> restart = true;
      }
      tracker.used(step);
    }
    check(syncs, execs);
    return Optional.of(
        new LiveUpdateSpec(
            base,
            List.of(),
            new LiveUpdateSpec.Selector(Optional.empty(), Optional.empty()),
            stopPaths,
            syncs,
            execs,
            restart ? "always" : "",
            initialSync ? Optional.of(new LiveUpdateSpec.InitialSync()) : Optional.empty()));
  }

  private static void checkNotAfter(boolean restart) {
    if (restart) {
      throw new EvalException("restart container is only valid as the last step");
    }
  }

  private static String relative(String base, String path) {
    return GoPath.relative(base, path).orElse(path);
  }

  private static void check(List<LiveUpdateSpec.Sync> syncs, List<LiveUpdateSpec.Exec> execs) {
    List<String> problems = new ArrayList<>();
    if (syncs.isEmpty() && execs.isEmpty()) {
      problems.add(
          "spec.syncs: Invalid value: null: must contain at least 1 sync or 1 exec to run on live"
              + " update");
    }
    for (int i = 0; i < syncs.size(); i++) {
      if (!syncs.get(i).containerPath().startsWith("/")) {
        problems.add(
            "spec.syncs["
                + i
                + "]: Invalid value: "
                + Quoted.go(syncs.get(i).containerPath())
                + ": sync destination is not absolute");
      }
    }
    if (!problems.isEmpty()) {
      throw new EvalException(FieldErrors.join(problems));
    }
  }
}
