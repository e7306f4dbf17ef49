package dev.camber.starlark.syntax;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs parsing and evaluation on a Java thread whose stack is large enough for deep recursion. The
 * memory is only reserved; the system provides it as the stack grows.
 */
public final class LargeStack {
  /** What is asked for, and what will do where the system has less to give. */
  private static final long[] STACK_BYTES = {1L << 30, 1L << 28, 1L << 26};

  private LargeStack() {}

  /** Marks the threads made here. */
  private static final class Worker extends Thread {
    Worker(Runnable work, long stackBytes) {
      super(null, work, "starlark", stackBytes);
      setDaemon(true);
    }
  }

  private static Worker start(Runnable work) {
    for (int i = 0; ; i++) {
      Worker worker = new Worker(work, STACK_BYTES[i]);
      try {
        worker.start();
        return worker;
      } catch (OutOfMemoryError e) { // the reservation was refused, the heap is not concerned
        if (i == STACK_BYTES.length - 1) {
          throw e;
        }
      }
    }
  }

  /**
   * Runs the work on such a thread and waits for it; at once if the current thread is one. An
   * interrupt of the waiting thread is passed on to the worker.
   */
  public static <T> T call(Supplier<T> work) {
    if (Thread.currentThread() instanceof Worker) {
      return work.get();
    }
    var result = new AtomicReference<@Nullable T>();
    var failure = new AtomicReference<@Nullable Throwable>();
    var done = new CountDownLatch(1);
    Worker worker =
        start(() -> {
          try {
            result.set(work.get());
          } catch (Throwable t) {
            failure.set(t);
          } finally {
            done.countDown();
          }
        });
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        worker.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable t = failure.get();
    if (t instanceof RuntimeException e) {
      throw e;
    }
    if (t instanceof Error e) {
      throw e;
    }
    T value = result.get();
    if (value == null) {
      throw new IllegalStateException("evaluation gave no result", t);
    }
    return value;
  }
}
