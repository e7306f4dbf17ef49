package dev.camber.image.http;

import java.io.IOException;

/** Opens connections to one place. */
public interface Connector {
  /**
   * @throws IOException if nobody answers there
   */
  Connection connect() throws IOException;

  /** What the HTTP {@code Host} header says. */
  String hostHeader();
}
