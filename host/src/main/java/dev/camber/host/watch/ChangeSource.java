package dev.camber.host.watch;

import java.nio.file.Path;

/**
 * Tells that something happened in a directory. What it tells are hints: the tree looks for itself.
 * {@link #add} and {@link #remove} are called under the watcher's lock; the handler is called
 * without it, by one thread.
 */
interface ChangeSource extends AutoCloseable {
  /** What may have happened to an entry of a directory. */
  enum Change {
    CREATED,
    MODIFIED,
    REMOVED
  }

  /** Where hints go. */
  interface Handler {
    /** An entry of the directory with this handle changed. */
    void onEntry(int handle, Change change, String name);

    /** The directory itself was removed, moved or unmounted; the handle may still be valid. */
    void onSelf(int handle);

    /** Hints were lost: anything may have changed. */
    void onOverflow();
  }

  /** The kernel's limits or the file system do not allow to watch this directory. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason what limit and what to do, for a person; empty if there is nothing to tell
     */
    RefusedException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /** Begins to call the handler. Called once, before anything else. */
  void start(Handler handler);

  /**
   * Watches a directory; links on the way are followed.
   *
   * @param namesOnly whether only the coming and going of entries matters
   * @return a handle, the same for the same directory while it is watched
   * @throws java.io.IOException if it is no directory, is not there or may not be read
   */
  int add(Path dir, boolean namesOnly) throws RefusedException, java.io.IOException;

  /** Forgets a handle; hints for it may still come. */
  void remove(int handle);

  /** Returns when every hint for what happened before this call has been handed on. */
  void drain() throws InterruptedException;

  @Override
  void close();
}
