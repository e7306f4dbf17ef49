package dev.camber.tiltfile.load;

import dev.camber.starlark.StarlarkThread;
import org.jspecify.annotations.Nullable;

/**
 * Ends one evaluation from another thread: the program at its next step, and what it waits for by
 * an interrupt. Made on the thread that evaluates; guarded by its own lock.
 */
final class Interruption {
  private final StarlarkThread evaluation;
  private @Nullable Thread waiting = Thread.currentThread();

  Interruption(StarlarkThread evaluation) {
    this.evaluation = evaluation;
  }

  synchronized void cancel() {
    evaluation.cancel("the load was cancelled");
    Thread thread = waiting;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** The evaluation is over: the thread goes on to other work that must not be interrupted. */
  synchronized void end() {
    waiting = null;
  }
}
