package dev.camber.engine.reconcile;

import java.time.Duration;

/** Runs something later. */
public interface Scheduler {
  /** Runs {@code task} once after {@code delay}; the task must be short. */
  Timer after(Duration delay, Runnable task);

  /** A task that has not run yet. */
  interface Timer {
    /** Forgets the task, if it did not begin yet. */
    void cancel();
  }
}
