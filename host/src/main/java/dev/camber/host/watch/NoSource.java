package dev.camber.host.watch;

import java.nio.file.Path;

/** A source that watches nothing: every tree is polled. For any thread. */
final class NoSource implements ChangeSource {
  private final String reason;

  /**
   * @param reason what to tell the listeners, empty for nothing
   */
  NoSource(String reason) {
    this.reason = reason;
  }

  @Override
  public void start(Handler handler) {}

  @Override
  public int add(Path dir, boolean namesOnly) throws RefusedException {
    throw new RefusedException(reason);
  }

  @Override
  public void remove(int handle) {}

  @Override
  public void drain() {}

  @Override
  public void close() {}
}
