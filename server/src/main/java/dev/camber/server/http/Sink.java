package dev.camber.server.http;

/** Takes a live answer piece by piece. For one thread. */
public interface Sink {
  /**
   * Sends a piece at once and waits until the network took it.
   *
   * @throws SinkClosed if the reader is gone or does not read for too long
   */
  void send(String text) throws SinkClosed, InterruptedException;

  /**
   * Whether the reader is still there, as far as can be known without sending. A stream that has
   * nothing to say asks from time to time.
   */
  boolean isOpen();
}
