package dev.camber.engine.filewatch;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.FileChanges;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.local.WatchBarrier;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.host.ignore.Ignores;
import dev.camber.host.ignore.InvalidPatternException;
import dev.camber.host.watch.FileWatch;
import dev.camber.host.watch.FileWatcher;
import dev.camber.host.watch.WatchBatch;
import dev.camber.host.watch.WatchException;
import dev.camber.host.watch.WatchListener;
import dev.camber.host.watch.WatchSpec;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.DisableStatus;
import dev.camber.model.api.FileWatchSpec;
import dev.camber.model.api.FileWatchStatus;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.MicroTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Watches files and keeps two records of what changes: the latest batches in the object's status,
 * as the API shows them, and every changed path with its event number in {@link FileChanges}, which
 * consumers read by cursor so that none is lost. A changed spec starts the new watch before the old
 * one ends. Source: spec engine, section 6; architecture, Contracts.
 */
public final class FileWatchReconciler implements Reconciler, WatchBarrier, AutoCloseable {
  private static final int MOST_BATCHES = 20;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  private final ObjectStore store;
  private final LogStore log;
  private final FileWatcher watcher;
  private final Map<String, Watching> watching = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  // Numbers are given and published under one lock: a consumer of several watches may keep one
  // cursor for all.
  private final ReentrantLock numbering = new ReentrantLock();
  private long lastNumber; // guarded by numbering

  private record Watching(FileWatchSpec spec, FileWatch handle) {}

  public FileWatchReconciler(ObjectStore store, LogStore log, FileWatcher watcher) {
    this.store = store;
    this.log = log;
    this.watcher = watcher;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.FILE_WATCH;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(
            Kinds.FILE_WATCH,
            Kinds.CONFIG_MAP,
            watch -> DisableStates.configMaps(watch.spec().disableSource())));
  }

  @Override
  public Result reconcile(String name) throws StoreException {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ApiObject<FileWatchSpec, FileWatchStatus>> found =
        snapshot.get(Kinds.FILE_WATCH, name);
    if (found.isEmpty()) {
      failures.remove(name);
      stop(name);
      return Result.done();
    }
    ApiObject<FileWatchSpec, FileWatchStatus> object = found.get();
    DisableStatus disable =
        DisableStates.status(
            snapshot, object.spec().disableSource(), object.status().disableStatus(), store.now());
    edit(name, old -> with(old, Optional.of(disable)));
    if (disable.state().equals(DisableStates.DISABLED)) {
      stop(name);
      watching(name, Optional.empty());
      edit(
          name,
          old ->
              new FileWatchStatus(
                  Optional.empty(),
                  old.lastEventTime(),
                  old.fileEvents(),
                  "",
                  old.disableStatus()));
      return Result.done();
    }
    Watching old = watching.get(name);
    if (disable.state().equals(DisableStates.PENDING)
        || (old != null
            && watchesTheSame(old.spec(), object.spec())
            && isNoted(snapshot, object))) {
      return Result.done();
    }
    return start(object, old == null ? Optional.empty() : Optional.of(old));
  }

  /** An object that was deleted and made again at once has lost the record of its changes. */
  private static boolean isNoted(StoreSnapshot snapshot, ApiObject<FileWatchSpec, ?> object) {
    return snapshot
        .get(EngineKinds.FILE_CHANGES, object.name())
        .map(changes -> changes.spec().covers(object.spec()))
        .orElse(false);
  }

  private Result start(ApiObject<FileWatchSpec, FileWatchStatus> object, Optional<Watching> old)
      throws StoreException {
    String name = object.name();
    if (store.get(EngineKinds.FILE_CHANGES, name).isEmpty()) {
      store.create(
          EngineKinds.FILE_CHANGES.object(EngineKinds.owned(name, object), FileChanges.NONE));
    }
    try {
      WatchSpec spec =
          WatchSpec.of(
              object.spec().watchedPaths().stream().map(FileWatchReconciler::absolute).toList(),
              Ignores.forWatch(object.spec().ignores()));
      FileWatch handle = watcher.watch(spec, new Listener(name));
      watching.put(name, new Watching(object.spec(), handle));
      old.ifPresent(w -> w.handle().close());
      failures.remove(name);
      watching(name, Optional.of(object.spec()));
      edit(
          name,
          status ->
              new FileWatchStatus(
                  Optional.of(new MicroTime(store.now())),
                  status.lastEventTime(),
                  status.fileEvents(),
                  "",
                  status.disableStatus()));
      return Result.done();
    } catch (WatchException | InvalidPatternException e) {
      problem(name, "filewatch init: " + e.getMessage());
      // What cannot be watched must not keep its resources from being built.
      watching(name, Optional.of(object.spec()));
      int count = failures.merge(name, 1, Integer::sum);
      return Result.again(retry(count));
    }
  }

  private void watching(String name, Optional<FileWatchSpec> spec) throws StoreException.Invalid {
    store.edit(EngineKinds.FILE_CHANGES, name, old -> old.withSpec(old.spec().withWatching(spec)));
  }

  /** A path of an object that somebody made; relative ones are seen from where the session runs. */
  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath();
  }

  private static Duration retry(int failures) {
    Duration out = FIRST_RETRY;
    for (int i = 1; i < failures && out.compareTo(LONGEST_RETRY) < 0; i++) {
      out = out.multipliedBy(2);
    }
    return out.compareTo(LONGEST_RETRY) < 0 ? out : LONGEST_RETRY;
  }

  private void stop(String name) {
    Watching old = watching.remove(name);
    if (old != null) {
      old.handle().close();
    }
  }

  private final class Listener implements WatchListener {
    private final String name;

    Listener(String name) {
      this.name = name;
    }

    @Override
    public void onBatch(WatchBatch batch) {
      List<String> paths = batch.paths().stream().map(Path::toString).toList();
      numbering.lock();
      try {
        long first = lastNumber + 1;
        store.edit(
            EngineKinds.FILE_CHANGES,
            name,
            old -> old.withSpec(old.spec().plus(paths, first, batch.closed())));
        lastNumber += paths.size();
      } catch (StoreException.Invalid e) {
        throw new IllegalStateException(e);
      } finally {
        numbering.unlock();
      }
      MicroTime time = new MicroTime(batch.closed());
      edit(
          name,
          old -> {
            List<FileWatchStatus.FileEvent> events = new ArrayList<>(old.fileEvents());
            events.add(new FileWatchStatus.FileEvent(time, paths));
            return new FileWatchStatus(
                old.monitorStartTime(),
                Optional.of(time),
                events.subList(Math.max(0, events.size() - MOST_BATCHES), events.size()),
                "",
                old.disableStatus());
          });
    }

    @Override
    public void onProblem(String message) {
      problem(name, message);
    }
  }

  /** Notes what keeps a watch from working; said in the log when it is new. */
  private void problem(String name, String message) {
    Optional<ApiObject<FileWatchSpec, FileWatchStatus>> object = store.get(Kinds.FILE_WATCH, name);
    AtomicReference<String> before = new AtomicReference<>("");
    edit(
        name,
        old -> {
          before.set(old.error());
          return new FileWatchStatus(
              old.monitorStartTime(),
              old.lastEventTime(),
              old.fileEvents(),
              message,
              old.disableStatus());
        });
    if (object.isPresent() && !message.equals(before.get())) {
      log.logger(
              object.get().metadata().annotation(Annotations.RESOURCE).orElse(""),
              "FileWatch-" + name)
          .error("filewatch " + name + ": " + message);
    }
  }

  private void edit(String name, UnaryOperator<FileWatchStatus> change) {
    store.editStatus(Kinds.FILE_WATCH, name, change);
  }

  private static FileWatchStatus with(FileWatchStatus old, Optional<DisableStatus> disable) {
    return new FileWatchStatus(
        old.monitorStartTime(), old.lastEventTime(), old.fileEvents(), old.error(), disable);
  }

  private static boolean watchesTheSame(FileWatchSpec a, FileWatchSpec b) {
    return a.watchedPaths().equals(b.watchedPaths()) && a.ignores().equals(b.ignores());
  }

  @Override
  public void flush() throws InterruptedException {
    watcher.flush();
  }

  @Override
  public void close() {
    watching.keySet().forEach(this::stop);
  }
}
