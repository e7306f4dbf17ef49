package dev.camber.starlark;

/**
 * A missing attribute, told in the value's own words; {@code hasattr} and {@code getattr} know it.
 */
public final class NoSuchAttrException extends EvalException {
  private static final long serialVersionUID = 1L;

  /** The message without suggestion; {@code (did you mean .x?)} is added by the caller. */
  public NoSuchAttrException(String message) {
    super(message);
  }
}
