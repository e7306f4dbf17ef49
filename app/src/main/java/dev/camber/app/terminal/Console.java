package dev.camber.app.terminal;

/** What a session shows where it was started, until it is closed. */
public interface Console extends AutoCloseable {
  /** Says that the session ends, which may take some seconds. */
  void stopping();

  /** Shows what is left and gives the terminal back as it was. */
  @Override
  void close();
}
