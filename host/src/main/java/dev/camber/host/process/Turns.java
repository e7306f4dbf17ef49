package dev.camber.host.process;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs tasks one after another in the order they came, on a virtual thread that lives only while
 * there are some. Guarded by this object's lock.
 */
final class Turns implements Executor {
  private static final System.Logger LOG = System.getLogger(Turns.class.getName());

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  @Override
  public synchronized void execute(Runnable task) {
    waiting.add(task);
    if (!running) {
      running = true;
      Thread.ofVirtual().name("camber-process-io").start(this::runAll);
    }
  }

  private void runAll() {
    for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
      try {
        next.get().run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a turn failed; the next ones go on", e);
      }
    }
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> next = Optional.ofNullable(waiting.poll());
    running = next.isPresent();
    return next;
  }
}
