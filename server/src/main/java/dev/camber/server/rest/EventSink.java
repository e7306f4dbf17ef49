package dev.camber.server.rest;

import dev.camber.server.http.Sink;
import dev.camber.server.http.SinkClosed;

/**
 * A watch over a WebSocket: each event is a message, as a Kubernetes server sends them. Java's
 * clients watch so.
 */
record EventSink(Sink sink) implements Sink {
  @Override
  public void send(String text) throws SinkClosed, InterruptedException {
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      sink.send(text.substring(at, next));
      at = next;
    }
  }

  @Override
  public boolean isOpen() {
    return sink.isOpen();
  }
}
