package dev.camber.host.watch;

/**
 * Hears of changes. One call at a time for one watch, on a virtual thread of that watch; a listener
 * that takes long delays its own next batch, which grows meanwhile.
 */
public interface WatchListener {
  void onBatch(WatchBatch batch);

  /**
   * Something keeps the watch from working as it should; the watch goes on as well as it can (by
   * looking at the files from time to time where the kernel does not tell). Told once for a cause.
   *
   * @param message what happened and what to do about it, for a person
   */
  default void onProblem(String message) {}
}
