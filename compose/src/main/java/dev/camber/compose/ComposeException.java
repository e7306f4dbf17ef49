package dev.camber.compose;

/** A project that cannot be loaded; the message is for its author. */
public final class ComposeException extends Exception {
  private static final long serialVersionUID = 1L;

  public ComposeException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
