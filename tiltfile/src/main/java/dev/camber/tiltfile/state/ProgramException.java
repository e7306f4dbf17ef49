package dev.camber.tiltfile.state;

/** A program that could not be started or failed; the message is the reference's. */
public final class ProgramException extends Exception {
  private static final long serialVersionUID = 1L;

  ProgramException(String message) {
    super(message, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
