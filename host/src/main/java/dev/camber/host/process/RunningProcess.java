package dev.camber.host.process;

import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A process that was started, and everything in its process group. All methods may be called from
 * any thread and after the end of the process.
 */
public interface RunningProcess {
  /** The process id, which is the id of its process group and session too. */
  long pid();

  /**
   * Completes when the process has exited and its output has been handed on. Never completes
   * exceptionally; cancelling it does nothing to the process.
   */
  CompletableFuture<ExitStatus> exit();

  /**
   * Where its standard input is written; a closed stream unless started with {@link Stdin#PIPE}.
   */
  OutputStream stdin();

  /**
   * Sends a signal to the whole group. Does nothing if the process is gone.
   *
   * @return whether there was something to signal
   */
  boolean signal(Signal signal);

  /**
   * Ends the group: TERM at once, KILL when {@code grace} is over. Returns when the process has
   * exited. An interrupt while waiting kills the group at once.
   *
   * @throws InterruptedException if interrupted; the group has been killed then
   */
  default ExitStatus terminate(Duration grace, StopListener listener) throws InterruptedException {
    return Termination.terminate(this, grace, listener);
  }

  /** {@link #terminate(Duration, StopListener)} without a listener. */
  default ExitStatus terminate(Duration grace) throws InterruptedException {
    return terminate(grace, StopListener.SILENT);
  }

  /** Kills the group at once and returns without waiting. */
  default void kill() {
    signal(Signal.KILL);
  }

  /** Waits for {@link #exit()}. An interrupt leaves the process alone. */
  default ExitStatus waitFor() throws InterruptedException {
    return Waiting.get(exit());
  }

  default boolean isAlive() {
    return !exit().isDone();
  }
}
