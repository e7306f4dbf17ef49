package dev.camber.kubernetes.apply;

import dev.camber.model.EnvironmentError;

/** Objects could not be applied; the message is the one that fails the build. */
public final class ApplyException extends EnvironmentError {
  private static final long serialVersionUID = 1L;

  ApplyException(String message, Throwable cause) {
    super(message, "", cause);
  }
}
