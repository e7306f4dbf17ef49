package dev.camber.image.h2;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much may be sent: a window of the connection and one per stream. All state is guarded by one
 * lock, which all streams of a connection share.
 */
final class SendWindow {
  static final int DEFAULT = 65535;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long connection = DEFAULT;
  private int initial = DEFAULT;
  private boolean closed;

  /** The window of one stream. */
  final class Stream {
    private long left;
    private boolean ended;

    private Stream() {
      this.left = initial;
    }

    /** Takes up to {@code wanted} bytes, at least one; waits until there are some. */
    int take(int wanted) throws IOException, InterruptedException {
      lock.lockInterruptibly();
      try {
        while (left <= 0 || connection <= 0) {
          if (closed || ended) {
            throw new IOException("the stream was closed by the other side");
          }
          grown.await();
        }
        if (closed || ended) {
          throw new IOException("the stream was closed by the other side");
        }
        int taken = (int) Math.min(wanted, Math.min(left, connection));
        left -= taken;
        connection -= taken;
        return taken;
      } finally {
        lock.unlock();
      }
    }

    void grow(int bytes) {
      lock.lock();
      try {
        left += bytes;
        grown.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void end() {
      lock.lock();
      try {
        ended = true;
        grown.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  Stream newStream() {
    lock.lock();
    try {
      return new Stream();
    } finally {
      lock.unlock();
    }
  }

  void growConnection(int bytes) {
    lock.lock();
    try {
      connection += bytes;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A new initial size; the streams that are open move by the difference. */
  void setInitial(int size, Iterable<Stream> open) {
    lock.lock();
    try {
      long difference = (long) size - initial;
      initial = size;
      for (Stream stream : open) {
        stream.left += difference;
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
