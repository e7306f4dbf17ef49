package dev.camber.kubernetes.apply;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs work for at most some time on a virtual thread of its own. Stateless. */
public final class TimeLimit {
  private TimeLimit() {}

  /**
   * The work's result. When the time is over, or the caller is interrupted, the work is interrupted
   * and not waited for.
   */
  public static <T> T call(String threadName, Duration limit, Callable<T> work)
      throws TimeoutException, InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name(threadName).start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }
}
