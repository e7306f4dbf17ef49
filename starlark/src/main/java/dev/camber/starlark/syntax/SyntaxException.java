package dev.camber.starlark.syntax;

import java.util.List;

/** A file that cannot be run because of its text: all mistakes found, the first one first. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<SyntaxError> errors;

  /**
   * @param errors at least one
   */
  public SyntaxException(List<SyntaxError> errors) {
    super(errors.getFirst().toString(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  /** Every mistake; {@link #getMessage()} is the first of them, as the reference reports it. */
  public List<SyntaxError> errors() {
    return errors;
  }
}
