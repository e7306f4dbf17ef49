package dev.camber.engine.build;

import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Begins builds as {@link NextBuild} chooses them, notes why others wait, and cancels what nobody
 * wants any more. The queue looks again after every change of the store that could matter; builds
 * run on threads of their own.
 */
public final class BuildQueue implements Reconciler, AutoCloseable {
  private static final String KEY = "queue";
  private static final System.Logger LOG = System.getLogger(BuildQueue.class.getName());

  /** The error of a build that was ended by somebody. */
  public static final String CANCELED = "build canceled";

  /** What is said of a build that would have been replaced as soon as it was done. */
  static final String SUPERSEDED =
      "Build stopped: what it builds has changed meanwhile. Building again.";

  private final ObjectStore store;
  private final LogStore log;
  private final BuildJournal journal;
  private final List<Builder> builders;
  private final Executor executor;
  private final Retries retries;
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  /** Resources whose last build was stopped for a newer one: the next one runs to its end. */
  private final Set<String> lastWasSuperseded = ConcurrentHashMap.newKeySet();

  // Volatile: set by who ends the session, read by the queue.
  private volatile boolean closing;

  /** A build and the thread it runs on, once it does. Guarded by its own lock. */
  private static final class Running {
    final BuildJournal.Entry entry;
    private Optional<Thread> thread = Optional.empty();
    private boolean cancelled;
    private boolean replaceable;
    private boolean superseded;

    Running(BuildJournal.Entry entry, boolean replaceable) {
      this.entry = entry;
      this.replaceable = replaceable;
    }

    synchronized void deploys() {
      replaceable = false;
    }

    /** Stops it for a newer one, unless it has come too far. */
    synchronized void supersede() {
      if (replaceable && !cancelled) {
        superseded = true;
        cancel();
      }
    }

    synchronized boolean isSuperseded() {
      return superseded;
    }

    synchronized void runOn(Thread worker) {
      thread = Optional.of(worker);
      if (cancelled) {
        worker.interrupt();
      }
    }

    /** After this no interrupt reaches the thread any more. */
    synchronized boolean done() {
      thread = Optional.empty();
      Thread.interrupted();
      return cancelled;
    }

    synchronized void cancel() {
      cancelled = true;
      thread.ifPresent(Thread::interrupt);
    }

    synchronized boolean isCancelled() {
      return cancelled;
    }
  }

  /**
   * @param builders the first that builds a resource's type does
   * @param executor runs one build per task
   * @param retries decides whether a build that failed is tried again, and when
   */
  public BuildQueue(
      ObjectStore store,
      LogStore log,
      BuildJournal journal,
      List<Builder> builders,
      Executor executor,
      Retries retries) {
    this.store = store;
    this.log = log;
    this.journal = journal;
    this.builders = List.copyOf(builders);
    this.executor = executor;
    this.retries = retries;
  }

  @Override
  public Kind<?, ?> kind() {
    return EngineKinds.BUILD_QUEUE;
  }

  @Override
  public List<Trigger> triggers() {
    List<Trigger> out = new ArrayList<>();
    for (Kind<?, ?> kind :
        List.of(
            EngineKinds.RESOURCE,
            EngineKinds.TILTFILE_RUN,
            EngineKinds.FILE_CHANGES,
            Kinds.TILTFILE,
            Kinds.CONFIG_MAP,
            Kinds.CLUSTER,
            Kinds.LIVE_UPDATE,
            Kinds.KUBERNETES_DISCOVERY,
            Kinds.DOCKER_COMPOSE_SERVICE,
            Kinds.UI_BUTTON)) {
      out.add(Trigger.always(kind, KEY));
    }
    return out;
  }

  @Override
  public Result reconcile(String name) {
    while (!closing) {
      StoreSnapshot snapshot = store.snapshot();
      cancelUnwanted(snapshot);
      dropIdleTriggers(snapshot);
      GraphView graph = GraphView.of(snapshot);
      Decision decision = NextBuild.decide(graph);
      showHolds(graph, decision);
      if (decision.next().isEmpty() || !begin(snapshot, graph, decision.next().get())) {
        return Result.done();
      }
    }
    return Result.done();
  }

  private boolean begin(StoreSnapshot snapshot, GraphView graph, Decision.Next next) {
    ResourceView resource =
        graph.resources().stream()
            .filter(r -> r.name().equals(next.resource()))
            .findFirst()
            .orElseThrow();
    Optional<BuildJournal.Entry> entry = journal.begin(snapshot, resource, next.reason());
    if (entry.isEmpty()) {
      return false;
    }
    Running build = new Running(entry.get(), isReplaceable(resource, next));
    BuildRequest request =
        new BuildRequest(
            resource.manifest(),
            next.reason(),
            next.forced(),
            entry.get().build().start(),
            entry.get().build().spanId(),
            inputs(snapshot, resource),
            log.logger(resource.name(), entry.get().build().spanId()),
            build::deploys);
    running.put(resource.name(), build);
    executor.execute(() -> run(build, request));
    return true;
  }

  private void run(Running build, BuildRequest request) {
    Map<TargetId, TargetResult> results = Map.of();
    Optional<String> error = Optional.empty();
    boolean passing = false;
    build.runOn(Thread.currentThread());
    try {
      results = builder(request).build(request);
    } catch (BuildException e) {
      results = e.built();
      error = Optional.of(String.valueOf(e.getMessage()));
      passing = e.passing();
    } catch (InterruptedException e) {
      error = Optional.of(CANCELED);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, () -> "building " + request.manifest().name(), e);
      error = Optional.of("unexpected error: " + e);
    }
    if (build.done() && error.isPresent()) {
      error = Optional.of(CANCELED);
      passing = false;
    }
    running.remove(build.entry.resource(), build);
    if (build.isSuperseded() && error.isPresent()) {
      lastWasSuperseded.add(build.entry.resource());
      journal.superseded(build.entry, results, SUPERSEDED);
    } else {
      journal.finish(build.entry, results, error);
    }
    retries.ended(build.entry, passing);
  }

  /**
   * Whether a newer change may stop it. Only the Docker engine is stopped without leaving anything
   * behind, and files that change without end must not keep a build from ever coming to its end.
   */
  private boolean isReplaceable(ResourceView resource, Decision.Next next) {
    boolean second = lastWasSuperseded.remove(resource.name());
    List<ImageTarget> images = GraphView.builtImages(resource.manifest());
    return !second
        && !next.forced()
        && resource.manifest().triggerMode().autoOnChange()
        && !images.isEmpty()
        && images.stream().allMatch(i -> i.buildDetails() instanceof BuildDetails.DockerBuild);
  }

  /** Whether a build that runs would be followed by another as soon as it is done. */
  private static boolean isOutdated(StoreSnapshot snapshot, String resource) {
    return GraphView.of(snapshot, resource)
        .map(r ->
            r.state().configChange().isPresent()
                || !LiveUpdates.takeAll(snapshot, r.manifest(), r.pending()))
        .orElse(false);
  }

  private Builder builder(BuildRequest request) throws BuildException {
    for (Builder builder : builders) {
      if (builder.builds(request.manifest())) {
        return builder;
      }
    }
    throw new BuildException("nothing here can build " + request.manifest().deployTarget().id());
  }

  private static Map<TargetId, BuildRequest.Input> inputs(
      StoreSnapshot snapshot, ResourceView resource) {
    Map<TargetId, BuildRequest.Input> out = new HashMap<>();
    for (TargetId id : GraphView.targets(resource.manifest())) {
      TargetState state = resource.state().target(id);
      FileChanges changes = GraphView.changes(snapshot, id);
      out.put(
          id,
          new BuildRequest.Input(
              changes.after(state.built()).stream().map(FileChanges.Change::path).toList(),
              changes.hasForgotten(state.built()),
              state.dependencyChanged().isPresent(),
              state.result()));
    }
    return out;
  }

  /** A click on the stop button, a disabled resource or one that is gone ends its build. */
  private void cancelUnwanted(StoreSnapshot snapshot) {
    running.forEach((name, build) -> {
      boolean gone = snapshot.get(EngineKinds.RESOURCE, name).isEmpty();
      boolean disabled = DisableStates.ofResource(snapshot, name).equals(DisableStates.DISABLED);
      if ((gone || disabled || isStopped(snapshot, build.entry)) && !build.isCancelled()) {
        build.cancel();
      } else if (isOutdated(snapshot, name)) {
        build.supersede();
      }
    });
  }

  private static boolean isStopped(StoreSnapshot snapshot, BuildJournal.Entry entry) {
    return snapshot
        .get(Kinds.UI_BUTTON, stopButton(entry.resource()))
        .flatMap(button -> button.status().lastClickedAt())
        .map(click -> !click.instant().isBefore(entry.build().start()))
        .orElse(false);
  }

  /** The name of the button that ends a build. */
  public static String stopButton(String resource) {
    return resource + "-stopbuild";
  }

  /** What is disabled or no longer there is not to be built when it comes back. */
  private void dropIdleTriggers(StoreSnapshot snapshot) {
    List<String> idle =
        TriggerQueue.entries(snapshot).stream()
            .map(TriggerQueue.Entry::name)
            .filter(name ->
                snapshot.get(EngineKinds.RESOURCE, name).isPresent()
                    ? DisableStates.ofResource(snapshot, name).equals(DisableStates.DISABLED)
                    : snapshot.get(Kinds.TILTFILE, name).isEmpty())
            .toList();
    TriggerQueue.remove(store, idle);
  }

  private void showHolds(GraphView graph, Decision decision) {
    for (ResourceView resource : graph.resources()) {
      Optional<Hold> hold = Optional.ofNullable(decision.holds().get(resource.name()));
      if (!hold.equals(resource.state().hold())) {
        store.editStatus(
            EngineKinds.RESOURCE,
            resource.name(),
            state -> state.isBuilding() ? state : state.withHold(hold));
      }
    }
  }

  /** Cancels all builds and begins no more. */
  public void cancelAll() {
    closing = true;
    running.values().forEach(Running::cancel);
  }

  /** Ends all builds and waits for them, but not for ever. */
  public void close(Duration patience) throws InterruptedException {
    cancelAll();
    long until = System.nanoTime() + patience.toNanos();
    for (Running build : List.copyOf(running.values())) {
      Optional<Thread> thread;
      synchronized (build) {
        thread = build.thread;
      }
      long left = until - System.nanoTime();
      if (thread.isPresent() && left > 0) {
        thread.get().join(Duration.ofNanos(left));
      }
    }
  }

  @Override
  public void close() {
    try {
      close(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
