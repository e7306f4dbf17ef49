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

  /** Whether the listener has a batch that it has not given back. */
  private boolean delivering;

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

  /**
   * Closes the open batch now.
   *
   * @return for {@link #awaitFlush}
   */
  long askFlush() {
    lock.lock();
    try {
      // Most watches have nothing open when somebody asks for all: their threads sleep on.
      if (debounce.isEmpty() && !delivering) {
        return 0;
      }
      changed.signalAll();
      return ++flushesAsked;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the listener has taken all that was open when this was asked for. */
  void awaitFlush(long asked) throws InterruptedException {
    lock.lock();
    try {
      while (flushesDone < asked && !closed) {
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
    delivering = true;
    lock.unlock();
    try {
      listener.onBatch(batch);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a listener failed; its watch goes on", e);
    } finally {
      lock.lock();
      delivering = false;
    }
  }
}
