package dev.camber.host.probe;

/**
 * What one look found.
 *
 * @param output for a person, possibly of several lines, at most 10 KiB
 */
public record ProbeResult(Verdict verdict, String output) {
  /** How it went. A warning counts as ready. */
  public enum Verdict {
    SUCCESS("success"),
    WARNING("warning"),
    FAILURE("failure");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /** The word the log has for it. */
    public String word() {
      return word;
    }
  }

  public static ProbeResult success(String output) {
    return new ProbeResult(Verdict.SUCCESS, output);
  }

  public static ProbeResult warning(String output) {
    return new ProbeResult(Verdict.WARNING, output);
  }

  public static ProbeResult failure(String output) {
    return new ProbeResult(Verdict.FAILURE, output);
  }

  /** Whether it counts as ready. */
  public boolean ready() {
    return verdict != Verdict.FAILURE;
  }
}
