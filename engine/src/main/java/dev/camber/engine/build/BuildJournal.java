package dev.camber.engine.build;

import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.log.LogLevel;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Writes the beginning and the end of updates into the store and the log: for the build queue and
 * for live update. What a build consumed is said by event numbers, never by the clock. Thread-safe.
 * Source: spec engine, sections 1.16 to 1.18.
 */
public final class BuildJournal {
  private final ObjectStore store;
  private final LogStore log;
  private final Path directory;
  private final AtomicInteger builds = new AtomicInteger();

  /**
   * @param directory the working directory, for shorter paths in the log
   */
  public BuildJournal(ObjectStore store, LogStore log, Path directory) {
    this.store = store;
    this.log = log;
    this.directory = directory;
  }

  /**
   * An update under way.
   *
   * @param cursors the newest event of each target's files when it began
   */
  public record Entry(
      String resource,
      BuildSource source,
      RunningBuild build,
      Manifest manifest,
      Map<TargetId, Long> cursors) {
    public Entry {
      cursors = Map.copyOf(cursors);
    }
  }

  /**
   * Notes that a full build begins, as seen in {@code snapshot}, in a span of its own, and logs its
   * first line. It takes in all there is: changes of files, of the definition, of dependencies, and
   * the clicks of people.
   *
   * @return empty if the resource is gone or such a build is under way already
   */
  Optional<Entry> begin(StoreSnapshot snapshot, ResourceView resource, BuildReason reason) {
    RunningBuild build =
        new RunningBuild(
            reason, store.now(), "build:" + builds.incrementAndGet(), resource.edits());
    Optional<Entry> entry =
        begin(
            resource,
            BuildSource.BUILD_CONTROL,
            build,
            cursors(snapshot, resource.manifest()),
            state ->
                state.withConfigChange(
                    state.configChange().equals(resource.state().configChange())
                        ? Optional.empty()
                        : state.configChange()));
    if (entry.isPresent()) {
      TriggerQueue.remove(store, List.of(resource.name()));
    }
    return entry;
  }

  /**
   * Notes that a live update begins and logs its first line. It takes in files of its own sources
   * and nothing else: what only a build can take in still waits for one.
   *
   * @param targets whose files it takes in
   * @param edits the changed files it brings into the first container
   * @return empty if the resource is gone or one is under way already
   */
  public Optional<Entry> beginLiveUpdate(
      StoreSnapshot snapshot,
      ResourceView resource,
      Set<TargetId> targets,
      List<String> edits,
      String spanId) {
    Map<TargetId, Long> cursors = cursors(snapshot, resource.manifest());
    cursors.keySet().retainAll(targets);
    RunningBuild build = new RunningBuild(BuildReason.CHANGED_FILES, store.now(), spanId, edits);
    Optional<Entry> entry =
        begin(resource, BuildSource.LIVE_UPDATE, build, cursors, state -> state);
    if (entry.isPresent() && !resource.manifest().triggerMode().autoOnChange()) {
      TriggerQueue.remove(store, List.of(resource.name()));
    }
    return entry;
  }

  private Optional<Entry> begin(
      ResourceView resource,
      BuildSource source,
      RunningBuild build,
      Map<TargetId, Long> cursors,
      UnaryOperator<ResourceState> more) {
    boolean whole = source == BuildSource.BUILD_CONTROL;
    Optional<ApiObject<ResourceSpec, ResourceState>> begun =
        store.editStatus(
            EngineKinds.RESOURCE,
            resource.name(),
            state ->
                state.current().containsKey(source)
                    ? state
                    : more.apply(attempted(state, cursors, whole)).begun(source, build));
    if (begun.isEmpty() || !build.equals(begun.get().status().current().get(source))) {
      return Optional.empty();
    }
    log.logger(resource.name(), build.spanId())
        .write(
            LogLevel.INFO,
            BuildText.header(build.reason(), build.edits(), directory) + "\n",
            Map.of("buildEvent", "init"));
    return Optional.of(new Entry(resource.name(), source, build, resource.manifest(), cursors));
  }

  /**
   * Notes that an update ended and what it left. Of a full build that succeeded all targets count
   * as built; of one that failed those in {@code results}. A live update builds nothing: it only
   * takes note of the changes.
   */
  public void finish(Entry entry, Map<TargetId, TargetResult> results, Optional<String> error) {
    error.ifPresent(message ->
        log.logger(entry.resource(), entry.build().spanId()).error("Build Failed: " + message));
    end(entry, results, error);
  }

  /** Notes that a build was stopped because another is to take its place. */
  void superseded(Entry entry, Map<TargetId, TargetResult> results, String why) {
    log.logger(entry.resource(), entry.build().spanId()).info(why);
    end(entry, results, Optional.of(why));
  }

  private void end(Entry entry, Map<TargetId, TargetResult> results, Optional<String> error) {
    Instant now = store.now();
    BuildRecord record =
        new BuildRecord(
            entry.source(),
            entry.build().reason(),
            entry.build().start(),
            now,
            entry.build().spanId(),
            entry.build().edits(),
            error,
            log.warnings(entry.build().spanId()));
    store.editStatus(
        EngineKinds.RESOURCE,
        entry.resource(),
        state -> {
          ResourceState next = state.ended(record);
          if (state.disableState().equals(DisableStates.DISABLED)) {
            return next.cleared(entry.cursors());
          }
          return entry.source() == BuildSource.LIVE_UPDATE
              ? next
              : built(next, entry, results, error.isEmpty());
        });
    if (entry.source() == BuildSource.BUILD_CONTROL) {
      share(entry, results, now);
    }
  }

  /**
   * Makes the resource want the build again that {@code entry} was, unless another was begun or
   * ended since: its changes start a build once more.
   */
  void again(Entry entry) {
    store.editStatus(
        EngineKinds.RESOURCE,
        entry.resource(),
        state -> {
          boolean latest =
              !state.isBuilding()
                  && state
                      .lastBuild()
                      .map(last -> last.start().equals(entry.build().start()))
                      .orElse(false);
          return latest ? state.again(entry.build().reason(), store.now()) : state;
        });
  }

  private static ResourceState attempted(
      ResourceState state, Map<TargetId, Long> cursors, boolean whole) {
    Map<TargetId, TargetState> targets = new HashMap<>(state.targets());
    cursors.forEach((id, cursor) -> {
      TargetState old = state.target(id);
      if (!whole) {
        targets.put(
            id, new TargetState(cursor, old.built(), old.result(), old.dependencyChanged()));
        return;
      }
      // A dependency's change is taken in by this build; should it fail, the target's result is no
      // good.
      targets.put(
          id,
          new TargetState(
              cursor,
              old.built(),
              old.dependencyChanged().isPresent() ? Optional.empty() : old.result(),
              Optional.empty()));
    });
    return state.withTargets(targets);
  }

  private static ResourceState built(
      ResourceState state, Entry entry, Map<TargetId, TargetResult> results, boolean success) {
    Map<TargetId, TargetState> targets = new HashMap<>(state.targets());
    // A definition that changed meanwhile is not what was built: the results are of no use to the
    // build that follows.
    boolean outdated = state.configChange().isPresent();
    entry
        .cursors()
        .forEach((id, cursor) -> {
          TargetState old = state.target(id);
          Optional<TargetResult> result = Optional.ofNullable(results.get(id));
          if (success || result.isPresent()) {
            targets.put(
                id,
                new TargetState(
                    Math.max(old.attempted(), cursor),
                    cursor,
                    outdated ? Optional.empty() : result.or(old::result),
                    old.dependencyChanged()));
          }
        });
    return state.withTargets(targets);
  }

  /**
   * Gives images just built to resources that wait to build them too. Resources with nothing to do
   * are left alone: an update of one must not start an update of another.
   */
  private void share(Entry entry, Map<TargetId, TargetResult> results, Instant now) {
    if (results.keySet().stream().noneMatch(id -> id.type() == TargetId.Type.IMAGE)) {
      return;
    }
    for (ResourceView other : GraphView.of(store.snapshot()).resources()) {
      Map<TargetId, TargetResult> images = new HashMap<>();
      for (ImageTarget image : other.manifest().imageTargets()) {
        if (results.containsKey(image.id()) && isDefinedAlike(image, entry.manifest())) {
          images.put(image.id(), results.get(image.id()));
        }
      }
      if (!images.isEmpty()
          && !other.name().equals(entry.resource())
          && !other.state().isBuilding()
          && !other.reason().isNone()) {
        store.editStatus(
            EngineKinds.RESOURCE,
            other.name(),
            state ->
                state.isBuilding() ? state : shared(state, other.manifest(), entry, images, now));
      }
    }
  }

  private static boolean isDefinedAlike(ImageTarget image, Manifest built) {
    return built.imageTargets().stream()
        .anyMatch(i ->
            i.id().equals(image.id())
                && i.spec().equals(image.spec())
                && i.buildDetails().equals(image.buildDetails()));
  }

  private static ResourceState shared(
      ResourceState state,
      Manifest manifest,
      Entry entry,
      Map<TargetId, TargetResult> images,
      Instant now) {
    Map<TargetId, TargetState> targets = new HashMap<>(state.targets());
    for (ImageTarget image : manifest.imageTargets()) {
      TargetState old = state.target(image.id());
      TargetResult result = images.get(image.id());
      if (result != null) {
        long cursor = entry.cursors().getOrDefault(image.id(), old.built());
        targets.put(
            image.id(),
            new TargetState(
                Math.max(old.attempted(), cursor),
                Math.max(old.built(), cursor),
                Optional.of(result),
                Optional.empty()));
      } else if (image.dependencyIds().stream().anyMatch(images::containsKey)) {
        targets.put(image.id(), changedDependency(old, now));
      }
    }
    TargetId deploy = manifest.deployTarget().id();
    targets.put(deploy, changedDependency(state.target(deploy), now));
    return state.withTargets(targets);
  }

  private static TargetState changedDependency(TargetState old, Instant now) {
    return new TargetState(old.attempted(), old.built(), old.result(), Optional.of(now));
  }

  /** The newest event of each target's files. */
  static Map<TargetId, Long> cursors(StoreSnapshot snapshot, Manifest manifest) {
    Map<TargetId, Long> out = new HashMap<>();
    for (TargetId id : GraphView.targets(manifest)) {
      out.put(id, GraphView.changes(snapshot, id).last());
    }
    return out;
  }
}
