package dev.camber.host.process;

import dev.camber.host.libc.Errno;
import dev.camber.host.libc.Libc;
import dev.camber.host.libc.LibcException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** The writing end of a process's standard input. Writes wait without holding a carrier thread. */
final class PipeOutputStream extends OutputStream {
  private final FdEvents events;
  private final int fd;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  PipeOutputStream(FdEvents events, int fd) {
    this.events = events;
    this.fd = fd;
    Libc.setNonBlocking(fd);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(Math.max(1, length));
      MemorySegment.copy(bytes, offset, segment, ValueLayout.JAVA_BYTE, 0, length);
      int done = 0;
      while (done < length) {
        if (closed) {
          throw new IOException("standard input is closed");
        }
        int n = Libc.write(fd, segment.asSlice(done, length - done));
        if (n >= 0) {
          done += n;
        } else if (n == -Errno.EAGAIN) {
          awaitWritable();
        } else if (n != -Errno.EINTR) {
          throw new LibcException("write", -n);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitWritable() throws IOException {
    CountDownLatch writable = new CountDownLatch(1);
    events.onceWritable(fd, writable::countDown);
    try {
      writable.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing to a process");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        events.forget(fd);
        Libc.close(fd);
      }
    } finally {
      lock.unlock();
    }
  }
}
