package dev.camber.host.process;

import java.time.Duration;

/** Starts processes. Every process leads a session and a process group of its own. */
public interface Processes {
  /** No time limit. */
  Duration NO_LIMIT = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * Starts a process; its output goes to {@code output} until its {@link RunningProcess#exit()}.
   *
   * @throws ProcessStartException if it cannot be started, in the reference's words
   */
  RunningProcess start(ProcessSpec spec, Output output) throws ProcessStartException;

  /**
   * Runs a process to its end, handing its output on as it comes. At the end of {@code timeout} the
   * group is killed at once, without grace (spec §5.5 on one-shot executions).
   *
   * @return how it ended; {@code stdout} and {@code stderr} of the result are empty
   * @throws InterruptedException if interrupted; the group has been killed then
   */
  default ProcessResult run(ProcessSpec spec, Output output, Duration timeout)
      throws ProcessStartException, InterruptedException {
    long begin = System.nanoTime();
    RunningProcess process = start(spec, output);
    boolean timedOut = false;
    try {
      if (!Waiting.await(process.exit(), timeout)) {
        timedOut = true;
        process.kill();
      }
      ExitStatus exit = process.waitFor();
      Duration duration = Duration.ofNanos(System.nanoTime() - begin);
      return new ProcessResult(exit, new byte[0], new byte[0], timedOut, duration);
    } catch (InterruptedException e) {
      process.kill();
      throw e;
    }
  }

  /**
   * Runs a process to its end and keeps its output, at most 64 MiB of each stream; the rest is read
   * and dropped.
   *
   * @throws InterruptedException if interrupted; the group has been killed then
   */
  default ProcessResult run(ProcessSpec spec, Duration timeout)
      throws ProcessStartException, InterruptedException {
    CapturedOutput stdout = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    CapturedOutput stderr = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    ProcessResult result = run(spec, Output.separate(stdout, stderr), timeout);
    return new ProcessResult(
        result.exit(), stdout.bytes(), stderr.bytes(), result.timedOut(), result.duration());
  }

  /** {@link #run(ProcessSpec, Duration)} without a time limit. */
  default ProcessResult run(ProcessSpec spec) throws ProcessStartException, InterruptedException {
    return run(spec, NO_LIMIT);
  }
}
