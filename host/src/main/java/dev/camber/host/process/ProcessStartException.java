package dev.camber.host.process;

import java.io.IOException;

/** A process could not be started. The message is the reason in the reference's words. */
public final class ProcessStartException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What was wrong. */
  public enum Reason {
    /** No such program in {@code PATH}. */
    NOT_IN_PATH,
    /** The path of the program does not exist, or its interpreter does not. */
    NOT_FOUND,
    /** The working directory does not exist or is no directory. */
    DIRECTORY,
    /** The file may not be executed. */
    PERMISSION,
    /** Anything else: no memory, too many processes, not a program. */
    OTHER
  }

  public ProcessStartException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
