package dev.camber.host.watch;

/** Watches files. For any thread; watches of one watcher share what the kernel limits. */
public interface FileWatcher extends AutoCloseable {
  /**
   * Begins to watch. Every change made after this returns reaches the listener.
   *
   * @throws WatchException if nothing can be watched at all; the message is for a person
   */
  FileWatch watch(WatchSpec spec, WatchListener listener) throws WatchException;

  /**
   * {@link FileWatch#flush} of all its watches. With many of them this asks the kernel once, not
   * once for each.
   */
  void flush() throws InterruptedException;

  /** Ends all its watches. */
  @Override
  void close();
}
