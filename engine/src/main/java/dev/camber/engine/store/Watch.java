package dev.camber.engine.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The changes of the store from a version on, in order, none left out. For one reading thread;
 * {@link #close} may come from any other and wakes the reader.
 */
public interface Watch extends AutoCloseable {
  /**
   * The next change, waiting for it if there is none yet.
   *
   * @return empty after {@code timeout} without a change, or when closed
   * @throws StoreException.Gone if the reader fell so far behind that changes were lost; list again
   *     and watch anew
   */
  Optional<StoreEvent> poll(Duration timeout) throws InterruptedException, StoreException.Gone;

  /** All changes that are there, without waiting. */
  List<StoreEvent> drain() throws StoreException.Gone;

  boolean isClosed();

  @Override
  void close();
}
