package dev.camber.engine.live;

import dev.camber.engine.build.BuildJournal;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.FileChanges;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.ResourceState;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.TargetState;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.api.LiveUpdateStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.log.Logger;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.TargetId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings saved files into running containers. Each container has a cursor into the session's file
 * events: a container that was never synced begins where its image was built, so a restarted
 * container or a new pod gets every file changed since then. Source: spec engine, section 4.4;
 * events are counted instead of timed.
 */
public final class LiveUpdateReconciler implements Reconciler {
  private final ObjectStore store;
  private final LogStore log;
  private final BuildJournal journal;
  private final ContainerUpdater updater;
  private final LiveUpdatePlan.Files files;
  // The runner calls with one key at a time; different keys touch different entries.
  private final Map<String, Memory> memories = new ConcurrentHashMap<>();

  public LiveUpdateReconciler(
      ObjectStore store,
      LogStore log,
      BuildJournal journal,
      ContainerUpdater updater,
      LiveUpdatePlan.Files files) {
    this.store = store;
    this.log = log;
    this.journal = journal;
    this.updater = updater;
    this.files = files;
  }

  /** What is remembered of a live update between reconciles. */
  private record Memory(
      LiveUpdateSpec spec, Map<TargetContainer.Id, Synced> containers, Optional<Failure> failure) {
    static Memory of(LiveUpdateSpec spec) {
      return new Memory(spec, Map.of(), Optional.empty());
    }
  }

  /** How far a container is. */
  private record Synced(long cursor, Instant newestChange, String lastExecError) {}

  /** Why files could not be brought in; {@code oldest} is the event number of the first of them. */
  private record Failure(String reason, String message, long oldest, Instant at) {}

  @Override
  public Kind<?, ?> kind() {
    return Kinds.LIVE_UPDATE;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(Kinds.LIVE_UPDATE, EngineKinds.FILE_CHANGES, u -> watches(u.spec())),
        Trigger.references(
            Kinds.LIVE_UPDATE,
            Kinds.IMAGE_MAP,
            u -> u.spec().sources().stream().map(LiveUpdateSpec.Source::imageMap).toList()),
        Trigger.references(
            Kinds.LIVE_UPDATE,
            Kinds.KUBERNETES_DISCOVERY,
            u ->
                u.spec().selector().kubernetes().stream()
                    .map(LiveUpdateSpec.KubernetesSelector::discoveryName)
                    .toList()),
        Trigger.references(
            Kinds.LIVE_UPDATE,
            EngineKinds.RESOURCE,
            u -> u.metadata().annotation(Annotations.RESOURCE).stream().toList()),
        event ->
            event.object().name().equals(TriggerQueue.NAME)
                ? store.list(Kinds.LIVE_UPDATE).stream().map(ApiObject::name).toList()
                : List.of());
  }

  private static List<String> watches(LiveUpdateSpec spec) {
    return spec.sources().stream().map(LiveUpdateSpec.Source::fileWatch).toList();
  }

  @Override
  public Result reconcile(String name) throws InterruptedException {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ApiObject<LiveUpdateSpec, LiveUpdateStatus>> object =
        snapshot.get(Kinds.LIVE_UPDATE, name);
    if (object.isEmpty()) {
      memories.remove(name);
      return Result.done();
    }
    LiveUpdateSpec spec = object.get().spec();
    Memory memory = memories.getOrDefault(name, Memory.of(spec));
    if (!memory.spec().equals(spec)) {
      memory = Memory.of(spec);
    }
    Optional<LiveUpdateSpec.KubernetesSelector> selector = spec.selector().kubernetes();
    if (selector.isEmpty()) {
      fail(name, "Invalid", "No valid selector", Optional.empty());
      return Result.done();
    }
    if (selector.get().discoveryName().isEmpty()) {
      fail(name, "Invalid", "Kubernetes selector requires DiscoveryName", Optional.empty());
      return Result.done();
    }
    switch (ContainerSelection.of(snapshot, selector.get())) {
      case ContainerSelection.NotFound missing -> {
        memories.put(name, memory);
        fail(name, "ObjectNotFound", missing.missing().what() + " not found", Optional.empty());
      }
      case ContainerSelection.Found found ->
          new Pass(snapshot, object.get(), memory, found.selection()).run();
    }
    return Result.done();
  }

  /** One look at all containers of a live update. */
  private final class Pass {
    private final StoreSnapshot snapshot;
    private final String name;
    private final LiveUpdateSpec spec;
    private final Memory memory;
    private final ContainerSelection selection;
    private final Optional<ResourceView> resource;
    private final boolean waitsForTrigger;
    private final Map<String, Long> built = new HashMap<>(); // by FileWatch
    private final Map<TargetContainer.Id, Synced> containers = new LinkedHashMap<>();
    private final List<LiveUpdateStatus.Container> shown = new ArrayList<>();
    private Optional<Failure> failure;
    private Optional<BuildJournal.Entry> entry = Optional.empty();
    private Optional<String> commandError = Optional.empty();
    private boolean sawOverWithChanges;
    private String overPod = "";

    Pass(
        StoreSnapshot snapshot,
        ApiObject<LiveUpdateSpec, LiveUpdateStatus> object,
        Memory memory,
        ContainerSelection selection) {
      this.snapshot = snapshot;
      this.name = object.name();
      this.spec = object.spec();
      this.memory = memory;
      this.selection = selection;
      this.failure = memory.failure();
      String resourceName = object.metadata().annotation(Annotations.RESOURCE).orElse("");
      this.resource = GraphView.of(snapshot, resourceName);
      boolean manual =
          object.metadata().annotation(Annotations.UPDATE_MODE).orElse("auto").equals("manual");
      this.waitsForTrigger = manual && !isTriggered();
      for (LiveUpdateSpec.Source source : spec.sources()) {
        built.put(source.fileWatch(), builtCursor(source.fileWatch()));
      }
    }

    /** A click that asks for more than changed files asks for a build, which takes them in too. */
    private boolean isTriggered() {
      return resource
          .filter(r -> r.trigger().isPresent())
          .map(r ->
              r.live() == ResourceView.Live.HANDLED
                  && r.reason().isOnlyChangedFiles()
                  && !r.pending().containsKey(r.manifest().deployTarget().id()))
          .orElse(false);
    }

    /** Events up to this number are in the image that the containers were started from. */
    private long builtCursor(String watch) {
      if (resource.isEmpty()) {
        return 0;
      }
      ResourceState state = resource.get().state();
      for (ImageTarget image : resource.get().manifest().imageTargets()) {
        if (GraphView.watchName(image.id()).equals(watch)) {
          return state.target(image.id()).built();
        }
      }
      return 0;
    }

    void run() throws InterruptedException {
      long newestBuild = built.values().stream().mapToLong(Long::longValue).max().orElse(0);
      if (failure.isPresent() && failure.get().oldest() <= newestBuild) {
        failure = Optional.empty(); // a build took the files in
      }
      if (resource.map(r -> r.state().lastFullBuildFailed()).orElse(false)) {
        // The next build brings everything; until then nothing is put into what may be going.
        selection.containers().forEach(t -> keep(t, known(t)));
      } else if (failure.isEmpty()) {
        try {
          for (TargetContainer target : selection.containers()) {
            visit(target);
            if (failure.isPresent()) {
              break;
            }
          }
          if (failure.isEmpty() && sawOverWithChanges && shown.isEmpty()) {
            failure =
                Optional.of(
                    new Failure(
                        "Terminated",
                        "Container for live update is stopped. Pod name: " + overPod,
                        Long.MAX_VALUE,
                        store.now()));
          }
        } finally {
          end();
        }
      }
      memories.put(name, new Memory(spec, Map.copyOf(containers), failure));
      if (failure.isPresent()) {
        fail(
            name, failure.get().reason(), failure.get().message(), Optional.of(failure.get().at()));
      } else {
        store.editStatus(
            Kinds.LIVE_UPDATE, name, old -> new LiveUpdateStatus(shown, Optional.empty()));
      }
    }

    private Optional<Synced> known(TargetContainer target) {
      return Optional.ofNullable(memory.containers().get(target.id()));
    }

    private void visit(TargetContainer target) throws InterruptedException {
      Optional<Synced> before = known(target);
      List<FileChanges.Change> changes = new ArrayList<>();
      for (String watch : built.keySet()) {
        long cursor =
            Math.max(built.getOrDefault(watch, 0L), before.map(Synced::cursor).orElse(0L));
        FileChanges all =
            snapshot
                .get(EngineKinds.FILE_CHANGES, watch)
                .map(ApiObject::spec)
                .orElse(FileChanges.NONE);
        if (all.hasForgotten(cursor)) {
          failure =
              Optional.of(
                  new Failure(
                      "UpdateStopped",
                      "More files changed than can be told apart; they need a build",
                      all.last(),
                      store.now()));
          return;
        }
        changes.addAll(all.after(cursor));
      }
      boolean initial = spec.initialSync().isPresent() && before.isEmpty();
      if (changes.isEmpty() && !initial) {
        keep(target, before);
        return;
      }
      if (target.isOver()) {
        sawOverWithChanges = true;
        overPod = target.pod().name();
        return;
      }
      Optional<LiveUpdatePlan> plan = plan(target, changes, initial);
      if (plan.isEmpty()) {
        return;
      }
      if (target.isCrashLooping()) {
        failure =
            Optional.of(
                new Failure(
                    "CrashLoopBackOff",
                    "Cannot live update because container crashing. Pod: " + target.pod().name(),
                    oldest(changes),
                    store.now()));
        return;
      }
      Optional<LiveUpdateStatus.Waiting> waiting = waiting(target);
      if (waiting.isPresent()) {
        show(target, before, waiting);
        before.ifPresent(synced -> containers.put(target.id(), synced));
        return;
      }
      apply(target, changes, plan.get());
    }

    private Optional<LiveUpdatePlan> plan(
        TargetContainer target, List<FileChanges.Change> changes, boolean initial) {
      if (initial) {
        List<Path> missing = new ArrayList<>();
        LiveUpdatePlan whole = LiveUpdatePlan.initial(spec, files, missing);
        missing.forEach(path ->
            logger().warn("initial_sync: sync path \"" + path + "\" does not exist, skipping"));
        return Optional.of(whole);
      }
      Set<Path> paths = new LinkedHashSet<>();
      changes.stream().map(c -> Path.of(c.path())).sorted().forEach(paths::add);
      return switch (LiveUpdatePlan.of(spec, List.copyOf(paths), files)) {
        case LiveUpdatePlan.Ready ready -> Optional.of(ready.plan());
        case LiveUpdatePlan.Stopped stopped -> {
          failure =
              Optional.of(
                  new Failure("UpdateStopped", stopped.message(), oldest(changes), store.now()));
          yield Optional.empty();
        }
      };
    }

    private Optional<LiveUpdateStatus.Waiting> waiting(TargetContainer target) {
      if (!target.isRunning()) {
        return Optional.of(
            new LiveUpdateStatus.Waiting("ContainerWaiting", "Waiting for container to start"));
      }
      return waitsForTrigger
          ? Optional.of(new LiveUpdateStatus.Waiting("Trigger", "Only updates on manual trigger"))
          : Optional.empty();
    }

    private void apply(
        TargetContainer target, List<FileChanges.Change> changes, LiveUpdatePlan plan)
        throws InterruptedException {
      if (entry.isEmpty() && resource.isPresent()) {
        entry =
            journal.beginLiveUpdate(
                snapshot,
                resource.get(),
                sources(resource.get()),
                changes.stream().map(FileChanges.Change::path).distinct().toList(),
                "liveupdate:" + name);
        if (entry.isEmpty()) {
          return; // another pass of this resource is under way; its end wakes this one again
        }
      }
      Logger to = logger();
      ContainerUpdater.Outcome outcome = updater.update(selection.cluster(), target, plan, to);
      long newest = changes.stream().mapToLong(FileChanges.Change::number).max().orElse(0);
      Instant time =
          changes.stream()
              .map(FileChanges.Change::time)
              .max(Instant::compareTo)
              .orElse(store.now());
      switch (outcome) {
        case ContainerUpdater.Updated updated -> {
          updated.note().ifPresent(to::info);
          to.info("  → Container " + target.displayName() + " updated!");
          remember(target, new Synced(newest, time, ""));
        }
        case ContainerUpdater.CommandFailed failed -> {
          to.info(
              "  → Failed to update container " + target.displayName() + ": " + failed.message());
          commandError = Optional.of(failed.message());
          remember(target, new Synced(newest, time, failed.message()));
        }
        case ContainerUpdater.Impossible impossible ->
            failure =
                Optional.of(
                    new Failure(
                        "UpdateFailed",
                        "Updating pod " + target.pod().name() + ": " + impossible.message(),
                        oldest(changes),
                        store.now()));
      }
    }

    private Set<TargetId> sources(ResourceView of) {
      Set<TargetId> out = new LinkedHashSet<>();
      for (ImageTarget image : of.manifest().imageTargets()) {
        if (built.containsKey(GraphView.watchName(image.id()))) {
          out.add(image.id());
        }
      }
      return out;
    }

    private void end() {
      if (entry.isEmpty()) {
        return;
      }
      journal.finish(entry.get(), Map.of(), failure.map(Failure::message).or(() -> commandError));
      if (failure.isPresent()) {
        reopen();
        // Who clicked asked for an update, not for this way of it.
        resource
            .flatMap(ResourceView::trigger)
            .ifPresent(clicked -> TriggerQueue.add(store, entry.get().resource(), clicked));
      }
    }

    /**
     * The changes count as pending, so that a build takes them in: also those that had been brought
     * into a container before this one.
     */
    private void reopen() {
      Set<TargetId> ids = entry.orElseThrow().cursors().keySet();
      long before = failure.orElseThrow().oldest() - 1;
      store.editStatus(
          EngineKinds.RESOURCE,
          entry.orElseThrow().resource(),
          state -> {
            ResourceState next = state;
            for (TargetId id : ids) {
              TargetState now = state.target(id);
              next =
                  next.withTarget(
                      id,
                      new TargetState(
                          Math.min(now.attempted(), before),
                          now.built(),
                          now.result(),
                          now.dependencyChanged()));
            }
            return next;
          });
    }

    private Logger logger() {
      return entry
          .map(e -> log.logger(e.resource(), e.build().spanId()))
          .orElseGet(
              () -> log.logger(resource.map(ResourceView::name).orElse(""), "liveupdate:" + name));
    }

    private void keep(TargetContainer target, Optional<Synced> before) {
      before.ifPresent(synced -> remember(target, synced));
      if (before.isEmpty() && !target.isOver()) {
        show(target, before, Optional.empty());
      }
    }

    private void remember(TargetContainer target, Synced synced) {
      containers.put(target.id(), synced);
      show(target, Optional.of(synced), Optional.empty());
    }

    private void show(
        TargetContainer target,
        Optional<Synced> synced,
        Optional<LiveUpdateStatus.Waiting> waiting) {
      shown.add(
          new LiveUpdateStatus.Container(
              target.container().name(),
              target.container().id(),
              target.pod().name(),
              target.pod().namespace(),
              synced.map(s -> new MicroTime(s.newestChange())),
              synced.map(Synced::lastExecError).orElse(""),
              waiting));
    }
  }

  private static long oldest(List<FileChanges.Change> changes) {
    return changes.stream().mapToLong(FileChanges.Change::number).min().orElse(0);
  }

  /**
   * Shows a failure; the moment stays while the reason does. Logs it once, unless it is normal
   * before a deploy.
   */
  private void fail(String name, String reason, String message, Optional<Instant> at) {
    Optional<ApiObject<LiveUpdateSpec, LiveUpdateStatus>> old = store.get(Kinds.LIVE_UPDATE, name);
    Optional<LiveUpdateStatus.Failed> shown = old.flatMap(o -> o.status().failed());
    boolean known =
        shown.filter(f -> f.reason().equals(reason) && f.message().equals(message)).isPresent();
    if (known) {
      return;
    }
    if (!reason.equals("ObjectNotFound")) {
      String resource = old.flatMap(o -> o.metadata().annotation(Annotations.RESOURCE)).orElse("");
      log.logger(resource, "liveupdate:" + name)
          .info("LiveUpdate \"" + name + "\" " + reason + ": " + message);
    }
    Optional<MicroTime> since =
        shown
            .filter(f -> f.reason().equals(reason))
            .flatMap(LiveUpdateStatus.Failed::lastTransitionTime)
            .or(() -> Optional.of(new MicroTime(at.orElseGet(store::now))));
    store.editStatus(
        Kinds.LIVE_UPDATE,
        name,
        status ->
            new LiveUpdateStatus(
                List.of(), Optional.of(new LiveUpdateStatus.Failed(reason, message, since))));
  }
}
