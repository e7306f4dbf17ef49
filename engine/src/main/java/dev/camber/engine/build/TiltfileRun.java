package dev.camber.engine.build;

import dev.camber.model.api.Status;
import dev.camber.tiltfile.LoadResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a Tiltfile.
 *
 * @param order its place among the Tiltfiles, from 0
 * @param loads how many runs have begun
 * @param cursor events of its config watch up to here were there when the last run began
 * @param args of the last run
 * @param current the run under way
 * @param history runs that ended, newest first
 * @param lastLoad when a run last succeeded
 * @param result of the newest run that succeeded
 * @param configFiles files whose change starts a run, known after a failed run too
 */
public record TiltfileRun(
    int order,
    int loads,
    long cursor,
    List<String> args,
    Optional<RunningBuild> current,
    List<BuildRecord> history,
    Optional<Instant> lastLoad,
    Optional<LoadResult> result,
    List<String> configFiles)
    implements Status {
  public TiltfileRun {
    args = List.copyOf(args);
    history = List.copyOf(history);
    configFiles = List.copyOf(configFiles);
  }

  /** Never run. */
  public static TiltfileRun fresh(int order) {
    return new TiltfileRun(
        order,
        0,
        0,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public Optional<BuildRecord> lastRun() {
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getFirst());
  }
}
