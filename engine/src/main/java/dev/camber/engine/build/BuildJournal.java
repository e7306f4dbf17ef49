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
import java.util.concurrent.atomic.AtomicInteger;

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

  /** Notes that a full build begins, in a span of its own; see the other {@code begin}. */
  Optional<Entry> begin(StoreSnapshot snapshot, ResourceView resource, BuildReason reason) {
    return begin(
        snapshot, resource, BuildSource.BUILD_CONTROL, reason, "build:" + builds.incrementAndGet());
  }

  /**
   * Notes that an update begins, as seen in {@code snapshot}, and logs its first line. Its changes
   * start no further update by themselves from now on.
   *
   * @return empty if the resource is gone or such an update is under way already
   */
  public Optional<Entry> begin(
      StoreSnapshot snapshot,
      ResourceView resource,
      BuildSource source,
      BuildReason reason,
      String spanId) {
    Map<TargetId, Long> cursors = cursors(snapshot, resource.manifest());
    RunningBuild build = new RunningBuild(reason, store.now(), spanId, resource.edits());
    Optional<ApiObject<ResourceSpec, ResourceState>> begun =
        store.editStatus(
            EngineKinds.RESOURCE,
            resource.name(),
            state ->
                state.current().containsKey(source)
                    ? state
                    : attempted(state, cursors)
                        .withConfigChange(
                            state.configChange().equals(resource.state().configChange())
                                ? Optional.empty()
                                : state.configChange())
                        .begun(source, build));
    if (begun.isEmpty() || !build.equals(begun.get().status().current().get(source))) {
      return Optional.empty();
    }
    TriggerQueue.remove(store, List.of(resource.name()));
    log.logger(resource.name(), spanId)
        .write(
            LogLevel.INFO,
            BuildText.header(reason, build.edits(), directory) + "\n",
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

  private static ResourceState attempted(ResourceState state, Map<TargetId, Long> cursors) {
    Map<TargetId, TargetState> targets = new HashMap<>(state.targets());
    cursors.forEach((id, cursor) -> {
      TargetState old = state.target(id);
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
                    result.or(old::result),
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
    Map<TargetId, TargetResult> images = new HashMap<>(results);
    images.keySet().removeIf(id -> id.type() != TargetId.Type.IMAGE);
    if (images.isEmpty()) {
      return;
    }
    for (ResourceView other : GraphView.of(store.snapshot()).resources()) {
      boolean shares =
          other.manifest().imageTargets().stream().anyMatch(i -> images.containsKey(i.id()));
      if (shares
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
