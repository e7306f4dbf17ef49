package dev.camber.image.context;

import java.io.IOException;

/** A file of a context could not be read. */
public final class ContextReadException extends IOException {
  private static final long serialVersionUID = 1L;

  public ContextReadException(String message, IOException cause) {
    super(message, cause);
  }
}
