package dev.camber.tiltfile.state;

import dev.camber.starlark.StarlarkString;
import dev.camber.tiltfile.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Programs that make configuration, run again only when something has changed that they depend on.
 * Belongs to one evaluation's thread.
 */
public final class Generators {
  /** Turns the reuse off when it is set to anything. */
  static final String OFF = "CAMBER_NO_CACHE";

  /** What the log says below the command of a program that was not run. */
  public static final String REUSED =
      " → nothing it reads has changed, its last output is used again";

  private final LoadState state;
  private final GeneratorCache cache;
  private final long evaluation;

  Generators(LoadState state, GeneratorCache cache) {
    this.state = state;
    this.cache = cache;
    this.evaluation = cache.beginEvaluation();
  }

  /** A run of a program. */
  @FunctionalInterface
  public interface Run<X extends Exception, Y extends Exception> {
    /** What it prints. */
    StarlarkString output() throws X, Y;
  }

  /**
   * What a program prints, or has printed in an earlier evaluation from the very same inputs; then
   * the log says so.
   *
   * @param reused what the log says if the program need not run
   * @param inputs empty if not all of them are known, which is why the program must run
   */
  public <X extends Exception, Y extends Exception> StarlarkString output(
      String reused, Supplier<Optional<GeneratorInputs>> inputs, Run<X, Y> run) throws X, Y {
    Surroundings surroundings = state.surroundings();
    if (!surroundings.environment().get(OFF).orElse("").isEmpty()) {
      return run.output();
    }
    Optional<String> before = inputs.get().flatMap(GeneratorInputs::digest);
    Optional<StarlarkString> known = before.flatMap(digest -> cache.find(digest, evaluation));
    if (known.isPresent()) {
      state.info(reused);
      return known.get();
    }
    Instant start = surroundings.clock().instant();
    StarlarkString output = run.output();
    Duration took = Duration.between(start, surroundings.clock().instant());
    // Inputs that changed meanwhile may be in the output or not.
    if (before.isPresent() && before.equals(inputs.get().flatMap(GeneratorInputs::digest))) {
      cache.keep(before.get(), output, took, evaluation);
    }
    return output;
  }
}
