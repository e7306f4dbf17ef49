package dev.camber.host.probe;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The end of one look. Immutable. */
final class Deadline {
  private final long end;

  Deadline(Duration timeout) {
    end = System.nanoTime() + timeout.toNanos();
  }

  /**
   * Milliseconds left, at least 1.
   *
   * @throws SocketTimeoutException if there are none
   */
  int millisLeft() throws SocketTimeoutException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("context deadline exceeded");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
