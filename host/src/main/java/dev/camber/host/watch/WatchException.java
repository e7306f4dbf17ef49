package dev.camber.host.watch;

import java.io.IOException;

/** A watch cannot begin. */
public final class WatchException extends IOException {
  private static final long serialVersionUID = 1L;

  public WatchException(String message) {
    super(message);
  }

  public WatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
