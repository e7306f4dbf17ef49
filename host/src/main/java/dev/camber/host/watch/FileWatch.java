package dev.camber.host.watch;

/** A watch that runs. For any thread. */
public interface FileWatch extends AutoCloseable {
  /** The sequence number of the newest event that has come, 0 before the first. */
  long lastSequence();

  /**
   * A barrier: returns when the listener has been given every change that was made before this
   * call, closing the open batch early. What this machine itself has written before the call is
   * included; changes that other machines make on a network file system need not be.
   */
  void flush() throws InterruptedException;

  /** Stops watching. No listener call begins after this returns. Idempotent. */
  @Override
  void close();
}
