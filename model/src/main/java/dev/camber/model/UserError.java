package dev.camber.model;

/**
 * A person's mistake: a Tiltfile, YAML, a flag. The message stands alone: where, what was found,
 * what was wanted. {@link #hint()} says what to try and may be empty.
 */
public class UserError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  public UserError(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public UserError(String message) {
    this(message, "");
  }

  /** What to try; empty if there is nothing to say. */
  public String hint() {
    return hint;
  }
}
