package dev.camber.engine.exec;

import dev.camber.kubernetes.cluster.BytePipe;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What somebody types for a command: bytes, the end of them, sizes of the terminal. Thread-safe.
 */
public final class ExecInput {
  private static final int PIPE_BYTES = 64 << 10;

  private final BytePipe pipe = new BytePipe(PIPE_BYTES);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Optional<Size> size = Optional.empty(); // guarded by lock
  private long sizesSet; // guarded by lock
  private boolean ended; // guarded by lock

  /** Columns and rows of a terminal. */
  public record Size(int columns, int rows) {}

  /** The sizes of a terminal, one after the other. */
  @FunctionalInterface
  public interface Sizes {
    /** Waits for the next size; empty when there will be none. */
    Optional<Size> next() throws InterruptedException;
  }

  /**
   * Hands bytes to the command, and waits while it does not read.
   *
   * @throws IOException if it has ended
   */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    pipe.output().write(bytes, offset, length);
  }

  /** The terminal has this size now; of several that nobody has looked at, the last counts. */
  public void resize(int columns, int rows) {
    lock.lock();
    try {
      size = Optional.of(new Size(columns, rows));
      sizesSet++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will come: the command sees the end of its input. */
  public void end() throws IOException {
    pipe.output().close();
  }

  /** What was typed, for what runs the command. */
  public InputStream bytes() {
    return pipe.input();
  }

  /** The size of now, and those that follow; every call begins anew. */
  public Sizes sizes() {
    long[] seen = {0};
    return () -> nextSize(seen);
  }

  /** The command has ended: who writes is told, who waits for a size is let go. */
  public void commandEnded() throws IOException {
    pipe.input().close();
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Size> nextSize(long[] seen) throws InterruptedException {
    lock.lock();
    try {
      while (seen[0] == sizesSet && !ended) {
        changed.await();
      }
      if (seen[0] == sizesSet) {
        return Optional.empty();
      }
      seen[0] = sizesSet;
      return size;
    } finally {
      lock.unlock();
    }
  }
}
