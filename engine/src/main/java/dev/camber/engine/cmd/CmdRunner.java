package dev.camber.engine.cmd;

import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Scheduler;
import dev.camber.engine.store.ObjectStore;
import dev.camber.host.env.Environment;
import dev.camber.host.process.ExitStatus;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.host.process.RunningProcess;
import dev.camber.host.process.StopListener;
import dev.camber.model.UserError;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import dev.camber.model.text.CommandText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the processes of Cmd objects, one per name, and writes into each object's status what its
 * process does. Thread-safe; a lock per name, so a process that takes its time to end holds up
 * nobody else. Source: spec engine, sections 5.2 to 5.5.
 */
public final class CmdRunner implements AutoCloseable {
  /** From TERM to KILL. */
  public static final Duration GRACE = Duration.ofSeconds(30);

  private static final int KILLED = 137;

  private final ObjectStore store;
  private final LogStore log;
  private final Processes processes;
  private final Probes probes;
  private final Scheduler scheduler;
  private final Executor executor;
  private final Supplier<Environment> environment;
  private final Path directory;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();
  // Volatile: set at the end of the session, read before each start.
  private volatile boolean closing;

  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();
    // Volatile: written under the lock, read without it at the end of the session.
    volatile @Nullable Run run;
  }

  /**
   * A process to start.
   *
   * @param cmd the name of the Cmd object
   * @param env variables on top of the spec's
   * @param resource whose log it writes to
   * @param echo whether the log says what runs
   * @param serves whether it is to run for ever, so that even exit 0 is an error
   */
  public record Launch(
      String cmd,
      CmdSpec spec,
      Map<String, String> env,
      String resource,
      String spanId,
      boolean echo,
      boolean serves) {
    public Launch {
      env = Map.copyOf(env);
    }
  }

  /** A process that was started, or was to be. */
  public static final class Run {
    private final CompletableFuture<CmdStatus.Terminated> ended = new CompletableFuture<>();
    private final Logger log;
    // Volatile: read without the slot's lock at the end of the session.
    private volatile @Nullable RunningProcess process;
    private @Nullable Readiness readiness;
    // Volatile: set by who stops it, read when it has ended.
    private volatile boolean stopping;

    private Run(Logger log) {
      this.log = log;
    }

    /** Waits for its end. */
    public CmdStatus.Terminated await() throws InterruptedException {
      try {
        return ended.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    public boolean hasEnded() {
      return ended.isDone();
    }
  }

  /**
   * @param environment what every process starts from, asked for at each start
   * @param directory where a process runs whose spec names no directory
   */
  public CmdRunner(
      ObjectStore store,
      LogStore log,
      Processes processes,
      Probes probes,
      Scheduler scheduler,
      Executor executor,
      Supplier<Environment> environment,
      Path directory) {
    this.store = store;
    this.log = log;
    this.processes = processes;
    this.probes = probes;
    this.scheduler = scheduler;
    this.executor = executor;
    this.environment = environment;
    this.directory = directory;
  }

  /**
   * Starts a process; one that runs under this name is stopped first. A process that cannot be
   * started ends at once.
   *
   * @throws InterruptedException if interrupted while the old one ends; it has been killed then
   */
  public Run start(Launch launch) throws InterruptedException {
    Slot slot = slots.computeIfAbsent(launch.cmd(), c -> new Slot());
    slot.lock.lockInterruptibly();
    try {
      stop(slot);
      Run run = new Run(log.logger(launch.resource(), launch.spanId()));
      slot.run = run;
      if (closing) {
        neverStarted(launch, run, store.now(), "the session has ended");
        return run;
      }
      begin(launch, run);
      if (closing && run.process != null) {
        // The session ended meanwhile: nobody else will stop it.
        run.stopping = true;
        run.process.kill();
      }
      return run;
    } finally {
      slot.lock.unlock();
    }
  }

  /**
   * Stops the process of a Cmd, if one runs, and waits for its end: TERM, after the grace KILL.
   *
   * @throws InterruptedException if interrupted; the process has been killed then
   */
  public void stop(String cmd) throws InterruptedException {
    Slot slot = slots.get(cmd);
    if (slot != null) {
      slot.lock.lockInterruptibly();
      try {
        stop(slot);
      } finally {
        slot.lock.unlock();
      }
    }
  }

  /** Whether a process of that Cmd runs. */
  public boolean isRunning(String cmd) {
    Slot slot = slots.get(cmd);
    if (slot == null) {
      return false;
    }
    Run run = slot.run;
    return run != null && !run.hasEnded();
  }

  /** Forgets a Cmd that is gone; its process must have been stopped. */
  public void forget(String cmd) {
    slots.remove(cmd);
  }

  /**
   * Stops all processes at once, each with at most {@code grace} to end by itself, and starts none
   * from now on.
   *
   * @return whether all ended by themselves
   */
  public boolean stopAll(Duration grace) throws InterruptedException {
    closing = true;
    AtomicBoolean gently = new AtomicBoolean(true);
    List<Thread> threads =
        slots.values().stream()
            .map(slot -> Thread.ofVirtual().start(() -> stopAtEnd(slot, grace, gently)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    return gently.get();
  }

  @Override
  public void close() {
    try {
      stopAll(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Without the slot's lock: whoever holds it may be waiting for the same process, with more
   * patience.
   */
  private static void stopAtEnd(Slot slot, Duration grace, AtomicBoolean gently) {
    Run run = slot.run;
    RunningProcess process = run == null ? null : run.process;
    if (run == null || process == null || run.hasEnded()) {
      return;
    }
    run.stopping = true;
    StopListener words = listener(run.log);
    try {
      process.terminate(
          grace,
          new StopListener() {
            @Override
            public void waiting(long pid, Duration patience) {
              words.waiting(pid, patience);
            }

            @Override
            public void killing(long pid) {
              gently.set(false);
              words.killing(pid);
            }
          });
      run.await();
    } catch (InterruptedException e) {
      gently.set(false);
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Slot slot) throws InterruptedException {
    Run run = slot.run;
    if (run == null || run.hasEnded()) {
      return;
    }
    run.stopping = true;
    if (run.readiness != null) {
      run.readiness.stop();
    }
    RunningProcess process = run.process;
    if (process != null) {
      process.terminate(GRACE, listener(run.log));
    }
    run.await();
  }

  private void begin(Launch launch, Run run) {
    List<String> argv = launch.spec().args();
    String text = CommandText.of(argv);
    Instant now = store.now();
    if (argv.isEmpty()) {
      run.log.error("\"\" invalid cmd: empty cmd");
      neverStarted(launch, run, now, "invalid cmd: empty cmd");
      return;
    }
    Path dir = directory.resolve(launch.spec().dir());
    Optional<Probes.Check> check;
    try {
      check =
          launch.spec().readinessProbe().isPresent()
              ? Optional.of(probes.prepare(launch.spec().readinessProbe().get(), dir))
              : Optional.empty();
    } catch (UserError e) {
      run.log.error("Invalid readiness probe: " + e.getMessage());
      neverStarted(launch, run, now, "invalid readiness probe: " + e.getMessage());
      return;
    }
    if (launch.echo()) {
      run.log.info("Running cmd: " + text);
    }
    try {
      ProcessSpec spec =
          ProcessSpec.of(
              argv, dir, environment.get().withEntries(launch.spec().env()).with(launch.env()));
      RunningProcess process =
          processes.start(spec, Output.merged(new LogSink(run.log, LogLevel.INFO)));
      run.process = process;
      started(launch, run, process, check);
    } catch (ProcessStartException e) {
      run.log.error(text + " failed to start: " + e.getMessage());
      neverStarted(launch, run, now, "failed to start: " + e.getMessage());
    }
  }

  private void started(
      Launch launch, Run run, RunningProcess process, Optional<Probes.Check> check) {
    MicroTime startedAt = new MicroTime(store.now());
    status(
        launch.cmd(),
        old ->
            new CmdStatus(
                Optional.empty(),
                Optional.of(new CmdStatus.Running(process.pid(), Optional.of(startedAt))),
                Optional.empty(),
                check.isEmpty(),
                old.disableStatus()));
    if (check.isPresent()) {
      Readiness readiness =
          new Readiness(
              launch.spec().readinessProbe().orElseThrow(),
              check.get(),
              scheduler,
              executor,
              run.log,
              ready -> {
                if (!run.hasEnded()) {
                  status(launch.cmd(), old -> withReady(old, ready));
                }
              });
      run.readiness = readiness;
      readiness.start();
    }
    process.exit().thenAccept(exit -> ended(launch, run, process.pid(), startedAt, exit));
  }

  private void ended(Launch launch, Run run, long pid, MicroTime startedAt, ExitStatus exit) {
    if (run.readiness != null) {
      run.readiness.stop();
    }
    int code = run.stopping ? KILLED : exit.code();
    String reason = run.stopping ? "killed" : exit.success() ? "" : exit.describe();
    if (launch.serves() && !run.stopping) {
      if (exit.success()) {
        run.log.error("Server exited with exit code 0");
      } else {
        run.log.line(
            LogLevel.DEBUG,
            CommandText.of(launch.spec().args()) + " exited with exit code " + code);
      }
    }
    CmdStatus.Terminated terminated =
        new CmdStatus.Terminated(
            pid, Optional.of(startedAt), Optional.of(new MicroTime(store.now())), code, reason);
    terminated(launch.cmd(), run, terminated);
  }

  private void neverStarted(Launch launch, Run run, Instant now, String reason) {
    MicroTime time = new MicroTime(now);
    terminated(
        launch.cmd(),
        run,
        new CmdStatus.Terminated(0, Optional.of(time), Optional.of(time), 1, reason));
  }

  private void terminated(String cmd, Run run, CmdStatus.Terminated terminated) {
    status(
        cmd,
        old ->
            new CmdStatus(
                Optional.empty(),
                Optional.empty(),
                Optional.of(terminated),
                old.ready() && old.running().isPresent(),
                old.disableStatus()));
    run.ended.complete(terminated);
  }

  private void status(String cmd, UnaryOperator<CmdStatus> change) {
    store.editStatus(Kinds.CMD, cmd, change);
  }

  private static CmdStatus withReady(CmdStatus old, boolean ready) {
    return new CmdStatus(
        old.waiting(), old.running(), old.terminated(), ready, old.disableStatus());
  }

  private static StopListener listener(Logger log) {
    return new StopListener() {
      @Override
      public void waiting(long pid, Duration grace) {
        log.info("Waiting " + grace.toSeconds() + "s for process to exit... (pid: " + pid + ")");
      }

      @Override
      public void stillWaiting(long pid) {
        log.info("Still waiting on exit... (pid: " + pid + ")");
      }

      @Override
      public void killing(long pid) {
        log.info("Time is up! Sending " + pid + " a kill signal");
      }
    };
  }
}
