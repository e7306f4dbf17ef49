package dev.camber.host.watch;

import dev.camber.host.libc.Errno;
import dev.camber.host.libc.Inotify;
import dev.camber.host.libc.Libc;
import dev.camber.host.libc.LibcException;
import dev.camber.host.libc.LinuxEvents;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** The native calls of {@link InotifySource}, so that tests can put limits and faults between. */
interface InotifyCalls {
  /** An inotify queue. */
  int open() throws LibcException;

  /** A descriptor that {@link #wake} makes ready. */
  int openWake() throws LibcException;

  int add(int queue, byte[] path, int mask) throws LibcException;

  void remove(int queue, int watch);

  /** Bytes read; 0 if there is nothing to read now. */
  int read(int queue, MemorySegment buffer) throws LibcException;

  /** Waits until there is something to read or somebody woke us. */
  void await(int queue, int wake);

  void wake(int wake);

  void close(int descriptor);

  /** The value of a limit, such as {@code max_user_watches}; empty if it cannot be read. */
  String limit(String name);

  /** The kernel's. */
  final class Real implements InotifyCalls {
    @Override
    public int open() throws LibcException {
      return Inotify.open();
    }

    @Override
    public int openWake() throws LibcException {
      return LinuxEvents.eventFd();
    }

    @Override
    public int add(int queue, byte[] path, int mask) throws LibcException {
      return Inotify.add(queue, path, mask);
    }

    @Override
    public void remove(int queue, int watch) {
      Inotify.remove(queue, watch);
    }

    @Override
    public int read(int queue, MemorySegment buffer) throws LibcException {
      int n = Libc.read(queue, buffer);
      if (n == -Errno.EAGAIN || n == -Errno.EINTR) {
        return 0;
      }
      if (n < 0) {
        throw new LibcException("reading file events", -n);
      }
      return n;
    }

    @Override
    public void await(int queue, int wake) {
      short[] ready =
          Libc.poll(new int[] {queue, wake}, new short[] {Libc.POLLIN, Libc.POLLIN}, -1);
      if (ready[1] != 0) {
        LinuxEvents.drain(wake);
      }
    }

    @Override
    public void wake(int wake) {
      LinuxEvents.signal(wake);
    }

    @Override
    public void close(int descriptor) {
      Libc.close(descriptor);
    }

    @Override
    public String limit(String name) {
      try {
        return Files.readString(Path.of("/proc/sys/fs/inotify").resolve(name)).strip();
      } catch (IOException e) {
        return "";
      }
    }
  }
}
