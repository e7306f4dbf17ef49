package dev.camber.host.process;

import dev.camber.host.libc.LibcException;

/**
 * Tells when file descriptors are ready and children have exited, so that a thousand idle processes
 * cost no thousand threads. Callbacks run once per call, on the thread that waits and in the order
 * in which the descriptors became ready, as far as the system tells it: they must return at once.
 */
interface FdEvents extends AutoCloseable {
  void onceReadable(int fd, Runnable callback) throws LibcException;

  void onceWritable(int fd, Runnable callback) throws LibcException;

  /** Drops what is known of a descriptor; to be called before it is closed. */
  void forget(int fd);

  /** Calls back when the child has exited; it is not reaped yet then. */
  void onExit(int pid, Runnable callback) throws LibcException;

  @Override
  void close();
}
