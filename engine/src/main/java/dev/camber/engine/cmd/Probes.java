package dev.camber.engine.cmd;

import dev.camber.model.UserError;
import dev.camber.model.api.Probe;
import java.nio.file.Path;
import java.time.Duration;

/** Checks whether a process is ready. */
public interface Probes {
  /**
   * Makes the check that a probe describes.
   *
   * @param dir the directory in which a command runs
   * @throws UserError if it describes none, e.g. {@code unsupported probe type}
   */
  Check prepare(Probe probe, Path dir) throws UserError;

  /** One kind of check, made as often as called. */
  interface Check {
    /**
     * Looks once.
     *
     * @throws InterruptedException if nobody wants to know any more
     */
    Outcome look(Duration timeout) throws InterruptedException;
  }

  /**
   * What was found.
   *
   * @param output text for a person, possibly of several lines
   */
  record Outcome(Verdict verdict, String output) {}

  /** How it went; a warning counts as ready. */
  enum Verdict {
    SUCCESS("success"),
    WARNING("warning"),
    FAILURE("failure");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
