package dev.camber.app.session;

import dev.camber.engine.Engine;
import dev.camber.model.EnvironmentError;
import java.util.Optional;

/** The session's server. */
final class SessionServer implements AutoCloseable {
  private SessionServer() {}

  static SessionServer start(World world, SessionOptions options, Engine engine)
      throws EnvironmentError {
    return new SessionServer();
  }

  /** Where the page is, if there is one. */
  Optional<String> url() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
