package dev.camber.compose;

import java.util.Optional;
import java.util.function.Supplier;

/** Decides whether {@code docker compose config} must run or what it printed before will do. */
@FunctionalInterface
public interface ConfigRuns {
  /** Runs it every time. */
  ConfigRuns ALWAYS = (inputs, run) -> run.output();

  /**
   * What the program prints.
   *
   * @param inputs empty if not all of them are known
   * @throws ComposeException as the run does
   * @throws InterruptedException as the run does
   */
  String output(Supplier<Optional<ConfigInputs>> inputs, Run run)
      throws ComposeException, InterruptedException;

  /** A run of the program. */
  @FunctionalInterface
  interface Run {
    /**
     * What it prints.
     *
     * @throws ComposeException if it fails
     * @throws InterruptedException if interrupted meanwhile
     */
    String output() throws ComposeException, InterruptedException;
  }
}
