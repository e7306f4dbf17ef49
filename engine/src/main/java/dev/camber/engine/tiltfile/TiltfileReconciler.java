package dev.camber.engine.tiltfile;

import dev.camber.engine.build.BuildQueue;
import dev.camber.engine.build.BuildReason;
import dev.camber.engine.build.BuildRecord;
import dev.camber.engine.build.BuildSource;
import dev.camber.engine.build.BuildText;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.ResourceState;
import dev.camber.engine.build.RunningBuild;
import dev.camber.engine.build.TiltfilePending;
import dev.camber.engine.build.TiltfileRun;
import dev.camber.engine.build.TiltfileRunSpec;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.log.LogSecret;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.UserError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.api.TiltfileStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import dev.camber.model.manifest.Manifest;
import dev.camber.tiltfile.Cancellation;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Secret;
import dev.camber.tiltfile.TiltfileLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Runs Tiltfiles: at first, when a config file changes, on a click, on a trigger, with other
 * arguments. A run happens on a thread of its own, never two at once for a Tiltfile; what it wants
 * is brought into the store when it succeeded, and left as it was when it failed. Source: spec
 * engine, sections 1.3, 1.19 and 6.6.
 */
public final class TiltfileReconciler implements Reconciler, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TiltfileReconciler.class.getName());
  private static final String NO_RESOURCES =
      "No resources found. Check out https://docs.tilt.dev/tutorial.html to get started!";

  private final ObjectStore store;
  private final LogStore log;
  private final TiltfileLoader loader;
  private final SessionSettings settings;
  private final Instant start;
  private final Executor executor;
  private final ObjectApplier objects;
  private final ResourceApplier resources;
  private final Map<String, Run> running = new ConcurrentHashMap<>();
  private final Map<String, List<String>> appliedArgs = new ConcurrentHashMap<>();

  private record Run(
      ApiObject<TiltfileSpec, TiltfileStatus> tiltfile,
      RunningBuild build,
      boolean argsChanged,
      long logStart,
      Logger logger,
      Cancellation cancellation) {}

  /**
   * @param executor runs one load per task
   */
  public TiltfileReconciler(
      ObjectStore store,
      LogStore log,
      TiltfileLoader loader,
      SessionSettings settings,
      Executor executor) {
    this.store = store;
    this.log = log;
    this.loader = loader;
    this.settings = settings;
    this.executor = executor;
    this.start = store.now();
    this.objects = new ObjectApplier(store);
    this.resources = new ResourceApplier(store);
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.TILTFILE;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.sameName(EngineKinds.TILTFILE_RUN),
        Trigger.references(Kinds.TILTFILE, EngineKinds.FILE_CHANGES, TiltfilePending::watches),
        Trigger.references(
            Kinds.TILTFILE,
            Kinds.UI_BUTTON,
            tiltfile -> {
              List<String> out = new ArrayList<>();
              tiltfile.spec().restartOn().ifPresent(r -> out.addAll(r.uiButtons()));
              tiltfile.spec().stopOn().ifPresent(s -> out.addAll(s.uiButtons()));
              return out;
            }),
        Trigger.on(
            Kinds.CONFIG_MAP,
            map ->
                map.name().equals(TriggerQueue.NAME)
                    ? List.copyOf(map.spec().data().values())
                    : List.of()));
  }

  @Override
  public Result reconcile(String name) throws StoreException {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ApiObject<TiltfileSpec, TiltfileStatus>> tiltfile = snapshot.get(Kinds.TILTFILE, name);
    Run run = running.get(name);
    if (run != null) {
      if (tiltfile.isEmpty() || isStopped(snapshot, tiltfile.get(), run)) {
        run.cancellation().cancel();
      }
      return Result.done();
    }
    if (tiltfile.isEmpty()) {
      return Result.done();
    }
    BuildReason reason = TiltfilePending.reason(snapshot, name);
    if (!reason.isNone()) {
      begin(snapshot, tiltfile.get(), reason);
    }
    return Result.done();
  }

  private static boolean isStopped(
      StoreSnapshot snapshot, ApiObject<TiltfileSpec, TiltfileStatus> tiltfile, Run run) {
    return tiltfile.spec().stopOn().stream()
        .flatMap(stop -> stop.uiButtons().stream())
        .map(button -> snapshot.get(Kinds.UI_BUTTON, button))
        .flatMap(Optional::stream)
        .flatMap(button -> button.status().lastClickedAt().stream())
        .anyMatch(click -> !click.instant().isBefore(run.build().start()));
  }

  private void begin(
      StoreSnapshot snapshot, ApiObject<TiltfileSpec, TiltfileStatus> tiltfile, BuildReason reason)
      throws StoreException {
    String name = tiltfile.name();
    TiltfileRun before = runOf(tiltfile);
    int number = before.loads() + 1;
    Instant now = store.now();
    RunningBuild build =
        new RunningBuild(
            reason,
            now,
            "tiltfile:" + name + ":" + number,
            TiltfilePending.changedFiles(snapshot, tiltfile, before));
    // Compared with the last run that succeeded: one that failed has enabled and disabled nothing.
    boolean argsChanged = !tiltfile.spec().args().equals(appliedArgs.get(name));
    Logger logger = log.logger(name, build.spanId());
    Run run = new Run(tiltfile, build, argsChanged, log.end(), logger, new Cancellation());
    running.put(name, run);
    store.editStatus(
        EngineKinds.TILTFILE_RUN,
        name,
        old ->
            new TiltfileRun(
                old.order(),
                number,
                TiltfilePending.newestEvent(snapshot, tiltfile),
                tiltfile.spec().args(),
                Optional.of(build),
                old.history(),
                old.lastLoad(),
                old.result(),
                old.configFiles()));
    TriggerQueue.remove(store, List.of(name));
    status(
        name,
        new TiltfileStatus(
            Optional.empty(),
            Optional.of(new TiltfileStatus.Running(List.of(), Optional.of(new MicroTime(now)))),
            Optional.empty()));
    logger.write(
        LogLevel.INFO,
        BuildText.header(reason, build.edits(), settings.directory()) + "\n",
        Map.of("buildEvent", "init"));
    if (reason.has(BuildReason.TILTFILE_ARGS)) {
      logger.info("Tiltfile args changed to: [" + String.join(" ", tiltfile.spec().args()) + "]");
    }
    executor.execute(() -> load(run));
  }

  private TiltfileRun runOf(ApiObject<TiltfileSpec, TiltfileStatus> tiltfile)
      throws StoreException {
    Optional<ApiObject<TiltfileRunSpec, TiltfileRun>> run =
        store.get(EngineKinds.TILTFILE_RUN, tiltfile.name());
    if (run.isPresent()) {
      return run.get().status();
    }
    TiltfileRun fresh = TiltfileRun.fresh(store.snapshot().count(EngineKinds.TILTFILE_RUN));
    store.create(
        new ApiObject<>(
            EngineKinds.TILTFILE_RUN,
            EngineKinds.owned(tiltfile.name(), tiltfile),
            new TiltfileRunSpec(),
            fresh));
    return fresh;
  }

  private void load(Run run) {
    String name = run.tiltfile().name();
    Optional<LoadResult> result = Optional.empty();
    Optional<String> error = Optional.empty();
    try {
      LoadResult loaded = loader.load(request(run));
      scrub(run, loaded);
      result = Optional.of(loaded);
      error = loaded.error().map(e -> String.valueOf(e.getMessage()));
      if (error.isEmpty() && isMain(name) && loaded.manifests().isEmpty()) {
        error = Optional.of(NO_RESOURCES);
      }
      if (error.isPresent()) {
        run.logger().error(error.get());
        loaded.error().map(UserError::hint).filter(h -> !h.isEmpty()).ifPresent(run.logger()::info);
        watchAfterFailure(run, loaded);
      } else {
        publish(run, loaded);
      }
    } catch (InterruptedException e) {
      error = Optional.of(BuildQueue.CANCELED);
      run.logger().error(BuildQueue.CANCELED);
    } catch (StoreException e) {
      error = Optional.of(String.valueOf(e.getMessage()));
      run.logger().error(error.get());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, () -> "running Tiltfile " + name, e);
      error = Optional.of("unexpected error: " + e);
      run.logger().error(error.get());
    }
    finish(run, result, error);
  }

  private LoadRequest request(Run run) {
    TiltfileSpec spec = run.tiltfile().spec();
    return new LoadRequest(
        spec.path(),
        spec.args(),
        settings.subcommand(),
        isMain(run.tiltfile().name()) ? "" : run.tiltfile().name(),
        run.logger(),
        run.cancellation());
  }

  private static boolean isMain(String name) {
    return name.equals(GraphView.MAIN_TILTFILE);
  }

  /**
   * Values of Secrets are taken out of the log as they are and in base64. Source: spec engine,
   * section 9.6.
   */
  private void scrub(Run run, LoadResult result) {
    List<LogSecret> out = new ArrayList<>();
    for (Secret secret : result.secrets()) {
      out.add(new LogSecret(secret.text(), secret.replacement()));
      out.add(
          new LogSecret(Base64.getEncoder().encodeToString(secret.value()), secret.replacement()));
    }
    log.addSecrets(out, run.logStart());
  }

  private void publish(Run run, LoadResult result) throws StoreException {
    LoadResult mine = withoutOthers(run, result);
    objects.apply(
        run.tiltfile(),
        TiltfileObjects.of(
            run.tiltfile(), mine, settings, store.snapshot(), run.argsChanged(), start),
        true);
    resources.apply(run.tiltfile(), mine.manifests(), run.build().edits());
    appliedArgs.put(run.tiltfile().name(), run.tiltfile().spec().args());
  }

  /** A name that another Tiltfile has taken stays with it. */
  private LoadResult withoutOthers(Run run, LoadResult result) {
    List<Manifest> kept = new ArrayList<>();
    for (Manifest manifest : result.manifests()) {
      Optional<String> other =
          store
              .get(EngineKinds.RESOURCE, manifest.name())
              .map(r -> r.spec().tiltfile())
              .filter(t -> !t.equals(run.tiltfile().name()));
      if (other.isEmpty()) {
        kept.add(manifest);
      } else {
        run.logger()
            .error(
                "Resource defined in two tiltfiles: " + run.tiltfile().name() + ", " + other.get());
      }
    }
    return new LoadResult(
        kept,
        result.enabledManifests(),
        result.tiltignore(),
        result.configFiles(),
        result.settings(),
        result.secrets(),
        result.objects(),
        result.warnings(),
        result.calls(),
        result.tiltfileSha256(),
        result.allFilesSha256(),
        result.error());
  }

  /**
   * The file with the mistake must be watched, also if it is new; those known before stay watched.
   */
  private void watchAfterFailure(Run run, LoadResult result) throws StoreException {
    if (settings.ci()) {
      return;
    }
    Set<String> files = new LinkedHashSet<>(result.configFiles());
    List<IgnoreDef> ignores = new ArrayList<>(TiltfileObjects.globalIgnores(result));
    store
        .get(Kinds.FILE_WATCH, TiltfilePending.configWatch(run.tiltfile().name()))
        .ifPresent(watch -> {
          files.addAll(watch.spec().watchedPaths());
          watch.spec().ignores().stream().filter(i -> !ignores.contains(i)).forEach(ignores::add);
        });
    objects.apply(
        run.tiltfile(),
        List.of(
            TiltfileObjects.configWatch(
                run.tiltfile().name(), files.stream().sorted().toList(), ignores)),
        false);
  }

  private void finish(Run run, Optional<LoadResult> result, Optional<String> error) {
    String name = run.tiltfile().name();
    Instant now = store.now();
    BuildRecord record =
        new BuildRecord(
            BuildSource.TILTFILE,
            run.build().reason(),
            run.build().start(),
            now,
            run.build().spanId(),
            run.build().edits(),
            error,
            log.warnings(run.build().spanId()));
    status(
        name,
        new TiltfileStatus(
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new TiltfileStatus.Terminated(
                    List.of(),
                    Optional.of(new MicroTime(run.build().start())),
                    Optional.of(new MicroTime(now)),
                    error.orElse(""),
                    0))));
    running.remove(name);
    store.editStatus(
        EngineKinds.TILTFILE_RUN,
        name,
        old -> {
          List<BuildRecord> history = new ArrayList<>();
          history.add(record);
          history.addAll(
              old.history()
                  .subList(0, Math.min(old.history().size(), ResourceState.MOST_HISTORY - 1)));
          return new TiltfileRun(
              old.order(),
              old.loads(),
              old.cursor(),
              old.args(),
              Optional.empty(),
              history,
              error.isEmpty() ? Optional.of(now) : old.lastLoad(),
              error.isEmpty() ? result : old.result(),
              result.map(LoadResult::configFiles).orElse(old.configFiles()));
        });
  }

  private void status(String name, TiltfileStatus status) {
    store.editStatus(Kinds.TILTFILE, name, old -> status);
  }

  /** Ends all runs. */
  @Override
  public void close() {
    running.values().forEach(run -> run.cancellation().cancel());
  }
}
