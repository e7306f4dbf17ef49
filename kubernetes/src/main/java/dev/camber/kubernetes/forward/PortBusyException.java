package dev.camber.kubernetes.forward;

import dev.camber.model.EnvironmentError;

/** A local port cannot be listened on. */
public final class PortBusyException extends EnvironmentError {
  private static final long serialVersionUID = 1L;

  PortBusyException(String message, String hint) {
    super(message, hint);
  }
}
