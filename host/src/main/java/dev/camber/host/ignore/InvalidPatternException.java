package dev.camber.host.ignore;

/** A pattern cannot be read. The message is the reference's; {@link #pattern()} is the culprit. */
public final class InvalidPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String pattern;

  public InvalidPatternException(String message, String pattern) {
    super(message);
    this.pattern = pattern;
  }

  public String pattern() {
    return pattern;
  }
}
