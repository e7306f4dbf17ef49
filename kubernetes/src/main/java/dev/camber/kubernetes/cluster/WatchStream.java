package dev.camber.kubernetes.cluster;

import java.util.Optional;

/** An open watch; read by one thread, closed by any. */
public interface WatchStream extends AutoCloseable {
  /**
   * Waits for the next event. Empty when the server ended the stream in good order or it was
   * closed; an error event becomes an exception ({@link KubeException#isGone} for a version that is
   * too old).
   */
  Optional<WatchEvent> next() throws KubeException, InterruptedException;

  /** Ends the watch and wakes the reader. */
  @Override
  void close();
}
