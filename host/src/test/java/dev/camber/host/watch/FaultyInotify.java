package dev.camber.host.watch;

import dev.camber.host.libc.Errno;
import dev.camber.host.libc.Inotify;
import dev.camber.host.libc.LibcException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/** The kernel's inotify with limits of our own and events that get lost. */
final class FaultyInotify implements InotifyCalls {
  private final InotifyCalls real = new InotifyCalls.Real();

  /** Watches that may still be added. */
  final AtomicInteger watchesLeft = new AtomicInteger(Integer.MAX_VALUE);

  /** While true, what the kernel tells is thrown away and an overflow is told instead. */
  volatile boolean overflowing;

  boolean noQueues;

  @Override
  public int open() throws LibcException {
    if (noQueues) {
      throw new LibcException("inotify_init", Errno.EMFILE);
    }
    return real.open();
  }

  @Override
  public int openWake() throws LibcException {
    return real.openWake();
  }

  @Override
  public int add(int queue, byte[] path, int mask) throws LibcException {
    if (watchesLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      throw new LibcException("inotify_add_watch", Errno.ENOSPC);
    }
    return real.add(queue, path, mask);
  }

  @Override
  public void remove(int queue, int watch) {
    real.remove(queue, watch);
  }

  @Override
  public int read(int queue, MemorySegment buffer) throws LibcException {
    int n = real.read(queue, buffer);
    if (n > 0 && overflowing) {
      buffer.set(ValueLayout.JAVA_INT, 0, -1);
      buffer.set(ValueLayout.JAVA_INT, 4, Inotify.IN_Q_OVERFLOW);
      buffer.set(ValueLayout.JAVA_INT, 8, 0);
      buffer.set(ValueLayout.JAVA_INT, 12, 0);
      return 16;
    }
    return n;
  }

  @Override
  public void await(int queue, int wake) {
    real.await(queue, wake);
  }

  @Override
  public void wake(int wake) {
    real.wake(wake);
  }

  @Override
  public void close(int descriptor) {
    real.close(descriptor);
  }

  @Override
  public String limit(String name) {
    return name.equals("max_user_watches") ? "8192" : "128";
  }
}
