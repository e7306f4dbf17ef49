package dev.camber.app.terminal;

import java.time.Duration;
import java.util.Optional;

/** What is on the screen. For one thread, that of {@link PromptConsole}. */
interface View extends AutoCloseable {
  /**
   * A key was pressed.
   *
   * @return the view that it leads to, if it is another
   */
  Optional<PromptConsole.Mode> key(int key);

  /** Resources have changed, or the {@link #tick} has passed. */
  void draw();

  /** The terminal has another size. */
  void resized();

  /** The program was suspended and goes on; others have written on the screen. */
  void resumed();

  /** How often to draw while nothing is heard; zero for never. */
  Duration tick();

  /** The session ends. */
  void stopping();

  /** Leaves the screen to the next view, or to the shell. */
  @Override
  void close();
}
