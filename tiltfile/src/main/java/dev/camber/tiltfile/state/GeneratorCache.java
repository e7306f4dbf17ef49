package dev.camber.tiltfile.state;

import dev.camber.starlark.StarlarkString;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What slow programs printed, by the {@link GeneratorInputs} of their runs. Thread-safe, guarded by
 * its own lock; lives as long as the loader.
 */
public final class GeneratorCache {
  /** Faster runs are not worth the risk of a mistake. */
  private static final Duration SLOW = Duration.ofMillis(200);

  private static final int MOST_ENTRIES = 64;

  /**
   * An output and the evaluation that made it.
   *
   * @param evaluation its number
   */
  private record Output(StarlarkString text, long evaluation) {}

  private long evaluations;

  private final Map<String, Output> outputs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Output> eldest) {
          return size() > MOST_ENTRIES;
        }
      };

  /** Counts one more evaluation; returns its number. */
  synchronized long beginEvaluation() {
    return ++evaluations;
  }

  /** What an earlier evaluation got when everything was as it is now. */
  synchronized Optional<StarlarkString> find(String digest, long evaluation) {
    return Optional.ofNullable(outputs.get(digest))
        .filter(output -> output.evaluation() != evaluation)
        .map(Output::text);
  }

  /** Keeps an output if it took long to make. */
  synchronized void keep(String digest, StarlarkString output, Duration took, long evaluation) {
    if (took.compareTo(SLOW) >= 0) {
      outputs.put(digest, new Output(output, evaluation));
    }
  }
}
