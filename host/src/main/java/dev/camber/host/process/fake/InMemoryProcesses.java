package dev.camber.host.process.fake;

import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.host.process.RunningProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Processes that a test plays. Without a behaviour a process runs until the test ends it. For any
 * thread; all state is guarded by this object's lock.
 */
public final class InMemoryProcesses implements Processes {
  private final List<InMemoryProcess> started = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private long nextPid = 1_000;

  private record Rule(
      Predicate<ProcessSpec> which, Consumer<InMemoryProcess> behaviour, String startFailure) {}

  /** Processes that match do this when they start; the newest rule that matches counts. */
  public synchronized InMemoryProcesses when(
      Predicate<ProcessSpec> which, Consumer<InMemoryProcess> behaviour) {
    rules.add(new Rule(which, behaviour, ""));
    return this;
  }

  /** Processes whose arguments, joined by blanks, are {@code command} do this when they start. */
  public InMemoryProcesses when(String command, Consumer<InMemoryProcess> behaviour) {
    return when(spec -> String.join(" ", spec.argv()).equals(command), behaviour);
  }

  /** Processes that match cannot be started, for this reason. */
  public synchronized InMemoryProcesses failToStart(Predicate<ProcessSpec> which, String reason) {
    rules.add(new Rule(which, process -> {}, reason));
    return this;
  }

  @Override
  public RunningProcess start(ProcessSpec spec, Output output) throws ProcessStartException {
    InMemoryProcess process;
    Consumer<InMemoryProcess> behaviour = ignored -> {};
    synchronized (this) {
      for (Rule rule : rules.reversed()) {
        if (rule.which().test(spec)) {
          if (!rule.startFailure().isEmpty()) {
            throw new ProcessStartException(
                ProcessStartException.Reason.OTHER, rule.startFailure());
          }
          behaviour = rule.behaviour();
          break;
        }
      }
      process = new InMemoryProcess(nextPid++, spec, output);
      started.add(process);
      notifyAll();
    }
    behaviour.accept(process);
    return process;
  }

  /** Every process started so far, in order. */
  public synchronized List<InMemoryProcess> started() {
    return List.copyOf(started);
  }

  /** The processes that have not ended. */
  public synchronized List<InMemoryProcess> running() {
    return started.stream().filter(RunningProcess::isAlive).toList();
  }

  /**
   * Waits until {@code count} processes have been started and returns the last of them.
   *
   * @throws AssertionError if that takes longer than ten seconds
   */
  public synchronized InMemoryProcess awaitStarted(int count) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (started.size() < count) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "started " + started.size() + " processes in 10 s, want " + count + ": " + started);
      }
      wait(left);
    }
    return started.get(count - 1);
  }
}
