package dev.camber.host.watch;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers the events of one watch and hands them to its listener, on a virtual thread of its own.
 * State is guarded by its lock, which is not held while the listener is called.
 */
final class Batcher {
  private static final System.Logger LOG = System.getLogger(Batcher.class.getName());

  private final WatchListener listener;
  private final InstantSource clock;
  private final Debounce debounce;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;

  /** Calls of {@link #flush} so far, and how many of them the thread has served. */
  private long flushesAsked;

  private long flushesDone;
  private final Thread thread;

  Batcher(WatchSpec spec, WatchListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
    this.debounce = new Debounce(spec.restOfFew(), spec.rest(), spec.longest());
    this.thread = Thread.ofVirtual().name("camber-watch-batch").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  void add(Path path, Debounce.Kind kind) {
    lock.lock();
    try {
      boolean first = debounce.isEmpty();
      debounce.add(path, kind, System.nanoTime());
      if (first) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void problem(String message) {
    Thread.ofVirtual().name("camber-watch-problem").start(() -> listener.onProblem(message));
  }

  long lastSequence() {
    lock.lock();
    try {
      return debounce.lastSequence();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the open batch now; returns when the listener has taken it. */
  void flush() throws InterruptedException {
    lock.lock();
    try {
      long mine = ++flushesAsked;
      changed.signalAll();
      while (flushesDone < mine && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void loop() {
    lock.lock();
    try {
      while (!closed) {
        if (flushesAsked > flushesDone) {
          long serving = flushesAsked;
          deliver();
          flushesDone = serving;
          changed.signalAll();
          continue;
        }
        OptionalLong deadline = debounce.deadline();
        if (deadline.isEmpty()) {
          changed.await();
        } else {
          long left = deadline.getAsLong() - System.nanoTime();
          if (left > 0) {
            long _ = changed.awaitNanos(left);
          } else {
            deliver();
          }
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock, which is given back while the listener works. */
  private void deliver() {
    if (debounce.isEmpty()) {
      return;
    }
    WatchBatch batch = debounce.close(clock.instant());
    lock.unlock();
    try {
      listener.onBatch(batch);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a listener failed; its watch goes on", e);
    } finally {
      lock.lock();
    }
  }
}
