package dev.camber.kubernetes.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue of bytes between two threads: a full one holds the writer, an empty one the
 * reader. Unlike {@link java.io.PipedInputStream} it does not care which thread lives on. One lock
 * guards all.
 */
public final class BytePipe {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int capacity;
  private byte[] ring;
  private int start;
  private int count;
  private boolean writerClosed;
  private boolean readerClosed;
  private Optional<String> failure = Optional.empty();
  private final Reader input = new Reader();
  private final Writer output = new Writer();

  /** Begins small and grows to {@code capacity} bytes when the reader is slow. */
  public BytePipe(int capacity) {
    this.capacity = capacity;
    this.ring = new byte[Math.min(capacity, 8192)];
  }

  public InputStream input() {
    return input;
  }

  public OutputStream output() {
    return output;
  }

  /** Ends both sides; the reader gets what is left and then {@code message}. */
  public void fail(String message) {
    lock.lock();
    try {
      if (failure.isEmpty()) {
        failure = Optional.of(message);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void grow(int wanted) {
    int needed = (int) Math.min((long) count + wanted, capacity);
    if (needed <= ring.length) {
      return;
    }
    byte[] larger = new byte[(int) Math.min(Math.max(needed, 2L * ring.length), capacity)];
    int first = Math.min(count, ring.length - start);
    System.arraycopy(ring, start, larger, 0, first);
    System.arraycopy(ring, 0, larger, first, count - first);
    ring = larger;
    start = 0;
  }

  private void await() throws IOException {
    try {
      changed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private final class Reader extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (length == 0) {
        return 0;
      }
      lock.lock();
      try {
        while (count == 0 && !writerClosed && !readerClosed && failure.isEmpty()) {
          BytePipe.this.await();
        }
        if (count == 0 && !readerClosed && failure.isPresent()) {
          throw new IOException(failure.get());
        }
        if (readerClosed || count == 0) {
          return -1;
        }
        int n = Math.min(length, count);
        int first = Math.min(n, ring.length - start);
        System.arraycopy(ring, start, into, offset, first);
        System.arraycopy(ring, 0, into, offset + first, n - first);
        start = (start + n) % ring.length;
        count -= n;
        changed.signalAll();
        return n;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public int available() {
      lock.lock();
      try {
        return count;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        readerClosed = true;
        count = 0;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private final class Writer extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, from.length);
      int done = 0;
      lock.lock();
      try {
        while (done < length) {
          grow(length - done);
          while (count == ring.length && !readerClosed && !writerClosed && failure.isEmpty()) {
            BytePipe.this.await();
          }
          if (failure.isPresent()) {
            throw new IOException(failure.get());
          }
          if (writerClosed || readerClosed) {
            throw new IOException("pipe closed");
          }
          int end = (start + count) % ring.length;
          int n = Math.min(length - done, ring.length - count);
          int first = Math.min(n, ring.length - end);
          System.arraycopy(from, offset + done, ring, end, first);
          System.arraycopy(from, offset + done + first, ring, 0, n - first);
          count += n;
          done += n;
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        writerClosed = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
