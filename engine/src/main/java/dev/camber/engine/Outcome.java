package dev.camber.engine;

/** How a session ended. */
public sealed interface Outcome {
  /** Everything is healthy: a {@code ci} session is over. */
  record Succeeded() implements Outcome {}

  /**
   * A {@code ci} session failed.
   *
   * @param error for a person
   */
  record Failed(String error) implements Outcome {}

  /** Somebody ended it. */
  record Stopped() implements Outcome {}

  /**
   * The exit code of the program, if everything could be ended in time. Source: spec engine,
   * section 8.4.
   */
  default int exitCode() {
    return this instanceof Failed ? 1 : 0;
  }
}
