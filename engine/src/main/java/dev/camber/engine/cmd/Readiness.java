package dev.camber.engine.cmd;

import dev.camber.engine.reconcile.Scheduler;
import dev.camber.model.api.Probe;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Probes a process from its start to its end. Guarded by its own lock; looks run on the executor,
 * one at a time, and what a look finds after the end counts for nothing. Source: spec engine,
 * section 5.6.
 */
final class Readiness {
  private static final int DEFAULT_PERIOD = 10;
  private static final int DEFAULT_FAILURES = 3;

  private final Probe probe;
  private final Probes.Check check;
  private final Scheduler scheduler;
  private final Executor executor;
  private final Logger log;
  private final Consumer<Boolean> onChange;

  private boolean stopped;
  private boolean ready;
  private int successes;
  private int failures;
  private Probes.@Nullable Verdict last;
  private Scheduler.@Nullable Timer timer;
  private @Nullable Thread looking;

  /**
   * @param onChange hears every change of readiness
   */
  Readiness(
      Probe probe,
      Probes.Check check,
      Scheduler scheduler,
      Executor executor,
      Logger log,
      Consumer<Boolean> onChange) {
    this.probe = probe;
    this.check = check;
    this.scheduler = scheduler;
    this.executor = executor;
    this.log = log;
    this.onChange = onChange;
  }

  synchronized void start() {
    later(Duration.ofSeconds(probe.initialDelaySeconds()));
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
    if (looking != null) {
      looking.interrupt();
    }
  }

  private void later(Duration wait) {
    timer = scheduler.after(wait, () -> executor.execute(this::look));
  }

  private void look() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      looking = Thread.currentThread();
    }
    Probes.@Nullable Outcome outcome = null;
    try {
      outcome = check.look(Duration.ofSeconds(orDefault(probe.timeoutSeconds(), 1)));
    } catch (InterruptedException e) {
      // Stopped: nobody wants to know any more.
    }
    synchronized (this) {
      looking = null;
      Thread.interrupted();
      if (stopped || outcome == null) {
        return;
      }
      report(outcome);
      count(outcome.verdict());
      later(Duration.ofSeconds(orDefault(probe.periodSeconds(), DEFAULT_PERIOD)));
    }
  }

  /** Changes are worth a line, a lasting failure only one for those who want to know more. */
  private void report(Probes.Outcome outcome) {
    boolean changed = outcome.verdict() != last;
    last = outcome.verdict();
    boolean success = outcome.verdict() == Probes.Verdict.SUCCESS;
    if (success && !changed) {
      return;
    }
    LogLevel level = success ? LogLevel.INFO : changed ? LogLevel.WARN : LogLevel.VERBOSE;
    outcome
        .output()
        .lines()
        .forEach(
            line -> log.line(level, "[readiness probe: " + outcome.verdict().word() + "] " + line));
  }

  private void count(Probes.Verdict verdict) {
    boolean good = verdict != Probes.Verdict.FAILURE;
    successes = good ? successes + 1 : 0;
    failures = good ? 0 : failures + 1;
    boolean now = ready;
    if (successes >= orDefault(probe.successThreshold(), 1)) {
      now = true;
    }
    if (failures >= orDefault(probe.failureThreshold(), DEFAULT_FAILURES)) {
      now = false;
    }
    if (now != ready) {
      ready = now;
      onChange.accept(now);
    }
  }

  private static int orDefault(int value, int fallback) {
    return value > 0 ? value : fallback;
  }
}
