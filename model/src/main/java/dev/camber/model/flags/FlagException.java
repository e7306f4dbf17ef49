package dev.camber.model.flags;

/** A command line that does not fit its flags; the message is pflag's. */
public final class FlagException extends Exception {
  private static final long serialVersionUID = 1L;

  public FlagException(String message) {
    super(message);
  }
}
