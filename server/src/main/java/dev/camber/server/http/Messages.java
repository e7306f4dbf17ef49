package dev.camber.server.http;

import java.util.Optional;

/** Both directions of a WebSocket, in binary messages. */
public interface Messages {
  /**
   * Waits for the next message of the other side; empty once it has closed. Little is read ahead:
   * who does not receive holds the sender. For one thread.
   */
  Optional<byte[]> receive() throws InterruptedException;

  /**
   * Sends a message and waits until the network took it. Any thread may call it.
   *
   * @throws SinkClosed if the other side is gone or does not read for too long
   */
  void send(byte[] message) throws SinkClosed, InterruptedException;
}
