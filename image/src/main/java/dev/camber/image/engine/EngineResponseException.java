package dev.camber.image.engine;

import dev.camber.model.EnvironmentError;

/** The engine answered and refused; the message is its own. */
public final class EngineResponseException extends EnvironmentError {
  private static final long serialVersionUID = 1L;

  private final int status;

  public EngineResponseException(int status, String message) {
    super(message, "");
    this.status = status;
  }

  /** The HTTP status, or 500 for an error reported inside a stream. */
  public int status() {
    return status;
  }

  public boolean isNotFound() {
    return status == 404;
  }

  /** Whether something else uses it, or it is in the wrong state. */
  public boolean isConflict() {
    return status == 409;
  }
}
