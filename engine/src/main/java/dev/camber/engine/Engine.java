package dev.camber.engine;

import dev.camber.engine.build.BuildJournal;
import dev.camber.engine.build.BuildQueue;
import dev.camber.engine.build.BuildReason;
import dev.camber.engine.build.Builder;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.ResourceReconciler;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.Retries;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.button.ToggleButtonReconciler;
import dev.camber.engine.button.UiButtonReconciler;
import dev.camber.engine.cmd.CmdReconciler;
import dev.camber.engine.cmd.CmdRunner;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.exec.ResourceExec;
import dev.camber.engine.extension.ExtensionReconciler;
import dev.camber.engine.extension.ExtensionRepoReconciler;
import dev.camber.engine.filewatch.FileWatchReconciler;
import dev.camber.engine.local.LocalBuilder;
import dev.camber.engine.local.ServeReconciler;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.ReconcilerRunner;
import dev.camber.engine.reconcile.ThreadScheduler;
import dev.camber.engine.restart.LocalRestarter;
import dev.camber.engine.restart.Restarter;
import dev.camber.engine.rules.SpecRules;
import dev.camber.engine.session.SessionReconciler;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreEvent;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.tiltfile.SessionObjects;
import dev.camber.engine.tiltfile.TiltfileReconciler;
import dev.camber.engine.ui.UiResourceReconciler;
import dev.camber.engine.ui.UiSessionReconciler;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.SessionStatus;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.codec.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A session: from the first run of the Tiltfile until it is over or somebody stops it. Thread-safe.
 * Wired by hand; parts bring what is not wired here.
 *
 * <p>A program makes one, starts its server and console on {@link #store()} and {@link #log()},
 * calls {@link #start()} and {@link #await()}, then {@link #stop}, closes its console, and {@link
 * #close()}s.
 */
public final class Engine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());

  private final EngineSetup setup;
  private final ThreadScheduler scheduler = new ThreadScheduler();
  private final ObjectStore store;
  private final LogStore log;
  private final ReconcilerRunner runner;
  private final CmdRunner commands;
  private final TiltfileReconciler tiltfiles;
  private final FileWatchReconciler watches;
  private final BuildQueue queue;
  private final List<Restarter> restarters = new ArrayList<>();
  private final List<AutoCloseable> closeables = new ArrayList<>();
  // Set by a part while it is installed, never afterwards.
  private ResourceExec exec = ResourceExec.NONE;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Consumer<StoreEvent> sessionListener = this::sessionChanged;
  private final Instant start;

  /**
   * Wires an engine; nothing runs before {@link #start()}.
   *
   * @param parts bring the reconcilers and builders of clusters, images and Compose
   */
  public Engine(EngineSetup setup, List<EnginePart> parts) {
    this.setup = setup;
    this.start = setup.clock().instant();
    Executor threads = task -> Thread.ofVirtual().start(task);
    store =
        new ObjectStore(
            setup.clock(), setup.uids(), SpecRules.standard(), ObjectStore.DEFAULT_HISTORY);
    log =
        new LogStore(
            setup.clock(), scheduler, setup.logDirectory(), setup.logLimits(), setup.logLevel());
    runner = new ReconcilerRunner(store, threads, scheduler, setup.random());
    commands =
        new CmdRunner(
            store,
            log,
            setup.processes(),
            setup.probes(),
            scheduler,
            threads,
            setup.environment(),
            setup.settings().directory());
    BuildJournal journal = new BuildJournal(store, log, setup.settings().directory());
    tiltfiles = new TiltfileReconciler(store, log, setup.loader(), setup.settings(), threads);
    watches = new FileWatchReconciler(store, log, setup.watcher());

    List<Builder> builders = new ArrayList<>();
    builders.add(new LocalBuilder(commands, watches));
    List<Reconciler> reconcilers =
        new ArrayList<>(
            List.of(
                tiltfiles,
                new ExtensionRepoReconciler(store, log, setup.checkouts(), setup.clock()),
                new ExtensionReconciler(store, log),
                watches,
                new CmdReconciler(store, log, commands),
                new ServeReconciler(store, commands),
                new ResourceReconciler(store, log),
                new ToggleButtonReconciler(store),
                new UiButtonReconciler(store),
                new UiResourceReconciler(store),
                new UiSessionReconciler(
                    store,
                    setup.program(),
                    new Time(start),
                    setup.settings().tiltfile().toString()),
                new SessionReconciler(store, setup.pid(), start)));
    restarters.add(new LocalRestarter(store, log, commands));
    EngineServices services =
        new EngineServices(
            setup.settings(), store, log, runner, scheduler, threads, journal, commands);
    EnginePart.Registration registration =
        new EnginePart.Registration() {
          @Override
          public void add(Reconciler reconciler) {
            reconcilers.add(reconciler);
          }

          @Override
          public void add(Builder builder) {
            builders.add(builder);
          }

          @Override
          public void add(Restarter restarter) {
            restarters.add(restarter);
          }

          @Override
          public void add(ResourceExec brought) {
            exec = brought;
          }

          @Override
          public void closeAtEnd(AutoCloseable closeable) {
            closeables.add(closeable);
          }
        };
    parts.forEach(part -> part.install(services, registration));
    queue =
        new BuildQueue(
            store,
            log,
            journal,
            builders,
            threads,
            new Retries(journal, log, scheduler, !setup.settings().ci()));
    reconcilers.add(queue);
    reconcilers.forEach(runner::add);
  }

  /** All objects of the session. */
  public ObjectStore store() {
    return store;
  }

  /** All log lines of the session. */
  public LogStore log() {
    return log;
  }

  /** Commands and shells in the containers of resources. */
  public ResourceExec exec() {
    return exec;
  }

  /** Makes the objects every session has, and runs the Tiltfile. */
  public void start() {
    try {
      runner.start();
      SessionObjects.create(store, setup.settings());
      store.subscribe(sessionListener);
    } catch (StoreException e) {
      throw new IllegalStateException("the objects of a session", e);
    }
  }

  /** Waits until the session is over. */
  public Outcome await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says that somebody wants the session to end; {@link #await()} returns. */
  public void requestStop() {
    outcome.complete(new Outcome.Stopped());
  }

  /** Asks for an update of a resource, or a run of a Tiltfile. */
  public void trigger(String name, BuildReason reason) {
    TriggerQueue.add(store, name, reason);
  }

  /**
   * Ends what a resource runs and has it started again, without an update; returns when that has
   * begun, which takes as long as the old process takes to end.
   *
   * @throws UserError if it runs nothing that can be restarted
   * @throws EnvironmentError if its cluster does not do it
   */
  public void restart(String name) throws UserError, EnvironmentError, InterruptedException {
    ResourceView resource =
        GraphView.of(store.snapshot(), name)
            .orElseThrow(() -> new UserError(name + " runs nothing that can be restarted"));
    if (resource.disableState().equals(DisableStates.DISABLED)) {
      throw new UserError(name + " is disabled: use `enable " + name + "`");
    }
    for (Restarter restarter : restarters) {
      if (restarter.knows(resource)) {
        restarter.restart(resource);
        return;
      }
    }
    throw new UserError(name + " is of a kind that cannot be restarted");
  }

  /** Replaces the arguments of the main Tiltfile; other arguments start a run. */
  public void setTiltfileArgs(List<String> args) throws StoreException.Invalid {
    store.edit(
        Kinds.TILTFILE,
        GraphView.MAIN_TILTFILE,
        old -> {
          TiltfileSpec spec = old.spec();
          return old.withSpec(
              new TiltfileSpec(spec.path(), spec.labels(), spec.restartOn(), args, spec.stopOn()));
        });
  }

  /**
   * Ends everything: nothing new begins, loads and builds are cancelled, all processes get TERM at
   * once and KILL after {@code grace}; then the reconcilers and watches end. What runs in clusters
   * stays. The log stays readable.
   *
   * @return whether every process ended by itself
   */
  public boolean stop(Duration grace) throws InterruptedException {
    requestStop();
    store.unsubscribe(sessionListener);
    tiltfiles.close();
    queue.cancelAll();
    boolean gently = commands.stopAll(grace);
    runner.close(Duration.ofSeconds(2));
    queue.close(Duration.ofSeconds(2));
    watches.close();
    for (AutoCloseable closeable : closeables.reversed()) {
      closeQuietly(closeable);
    }
    closeQuietly(setup.watcher());
    log.flush();
    return gently;
  }

  /** Lets go of what is left: timers, and the log's files. */
  @Override
  public void close() {
    scheduler.close();
    log.close();
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "closing " + closeable, e);
    }
  }

  /** Called with the store's lock held: only completes a future. */
  private void sessionChanged(StoreEvent event) {
    ApiObject<?, ?> object = event.object();
    if (object.kind() == Kinds.SESSION
        && object.name().equals(SessionReconciler.NAME)
        && object.status() instanceof SessionStatus status
        && status.done()) {
      outcome.completeAsync(() ->
          status.error().isEmpty() ? new Outcome.Succeeded() : new Outcome.Failed(status.error()));
    }
  }
}
