package dev.camber.host.process;

import java.time.Duration;

/** The steps of a stop, spec §5.5. */
final class Termination {
  private Termination() {}

  static ExitStatus terminate(RunningProcess process, Duration grace, StopListener listener)
      throws InterruptedException {
    try {
      if (process.isAlive() && !process.signal(Signal.TERM)) {
        process.kill();
      }
      Duration firstNotice = grace.dividedBy(20);
      Duration secondNotice = grace.dividedBy(3);
      if (Waiting.await(process.exit(), firstNotice)) {
        return process.waitFor();
      }
      listener.waiting(process.pid(), grace);
      if (Waiting.await(process.exit(), secondNotice.minus(firstNotice))) {
        return process.waitFor();
      }
      listener.stillWaiting(process.pid());
      if (Waiting.await(process.exit(), grace.minus(secondNotice))) {
        return process.waitFor();
      }
      listener.killing(process.pid());
      process.kill();
      return process.waitFor();
    } catch (InterruptedException e) {
      process.kill();
      throw e;
    }
  }
}
