package dev.camber.image.engine;

import dev.camber.image.http.Connection;
import dev.camber.image.http.Connector;
import java.io.IOException;

/**
 * In place of an engine that the environment describes wrongly: every call fails. Making the engine
 * must not, because a Tiltfile may need none.
 */
record UnresolvedEndpoint(String problem) implements Connector {
  /** Says that nothing was asked of any engine, and why. */
  static final class Unresolved extends IOException {
    private static final long serialVersionUID = 1L;

    Unresolved(String problem) {
      super(problem);
    }
  }

  @Override
  public Connection connect() throws IOException {
    throw new Unresolved(problem);
  }

  @Override
  public String hostHeader() {
    return "docker";
  }
}
