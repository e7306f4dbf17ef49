package dev.camber.engine.build;

import dev.camber.model.api.Status;
import dev.camber.model.manifest.TargetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a resource is.
 *
 * @param targets by id; a target without an entry was never built
 * @param configChange a change of its definition that no build has taken in yet
 * @param current updates under way, by who runs them
 * @param history updates that ended, newest first, at most {@link #MOST_HISTORY}
 * @param started whether an update was ever begun since it was enabled
 * @param lastDeploy when an update last succeeded
 * @param lastReady when it was last seen ready or succeeded: what {@code resource_deps} waits for
 * @param hold why it waits
 * @param disableState {@code Enabled}, {@code Disabled}, {@code Error}, or empty while unknown
 */
public record ResourceState(
    Map<TargetId, TargetState> targets,
    Optional<ConfigChange> configChange,
    Map<BuildSource, RunningBuild> current,
    List<BuildRecord> history,
    boolean started,
    Optional<Instant> lastDeploy,
    Optional<Instant> lastReady,
    Optional<Hold> hold,
    String disableState)
    implements Status {
  /** The reference keeps two; these are for the record, the API shows two. */
  public static final int MOST_HISTORY = 20;

  /** Nothing happened yet. */
  public static final ResourceState FRESH =
      new ResourceState(
          Map.of(),
          Optional.empty(),
          Map.of(),
          List.of(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "");

  /** A change of the definition: when it was loaded and the files that changed. */
  public record ConfigChange(Instant at, List<String> files) {
    public ConfigChange {
      files = List.copyOf(files);
    }
  }

  public ResourceState {
    targets = Map.copyOf(targets);
    current = Map.copyOf(current);
    history = List.copyOf(history);
  }

  public Optional<BuildRecord> lastBuild() {
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getFirst());
  }

  /**
   * Whether the last full build failed: what runs now, if anything does, is not what the next
   * change can be brought into. A forced build that fails has even deleted it.
   */
  public boolean lastFullBuildFailed() {
    return history.stream()
        .filter(record -> record.source() == BuildSource.BUILD_CONTROL)
        .findFirst()
        .map(record -> record.error().isPresent())
        .orElse(false);
  }

  public boolean isBuilding() {
    return !current.isEmpty();
  }

  /** The state of a target; fresh if it was never built. */
  public TargetState target(TargetId id) {
    return targets.getOrDefault(id, TargetState.fresh(0));
  }

  public ResourceState withTarget(TargetId id, TargetState state) {
    Map<TargetId, TargetState> copy = new HashMap<>(targets);
    copy.put(id, state);
    return withTargets(copy);
  }

  public ResourceState withTargets(Map<TargetId, TargetState> value) {
    return new ResourceState(
        value, configChange, current, history, started, lastDeploy, lastReady, hold, disableState);
  }

  public ResourceState withConfigChange(Optional<ConfigChange> value) {
    return new ResourceState(
        targets, value, current, history, started, lastDeploy, lastReady, hold, disableState);
  }

  /** With an update under way. */
  public ResourceState begun(BuildSource source, RunningBuild build) {
    Map<BuildSource, RunningBuild> copy = new EnumMap<>(BuildSource.class);
    copy.putAll(current);
    copy.put(source, build);
    return new ResourceState(
        targets,
        configChange,
        copy,
        history,
        true,
        lastDeploy,
        lastReady,
        Optional.empty(),
        disableState);
  }

  /** With an update ended. */
  public ResourceState ended(BuildRecord record) {
    Map<BuildSource, RunningBuild> copy = new EnumMap<>(BuildSource.class);
    copy.putAll(current);
    copy.remove(record.source());
    List<BuildRecord> records = new ArrayList<>();
    records.add(record);
    records.addAll(history.subList(0, Math.min(history.size(), MOST_HISTORY - 1)));
    return new ResourceState(
        targets,
        configChange,
        copy,
        records,
        started,
        record.error().isEmpty() ? Optional.of(record.finish()) : lastDeploy,
        lastReady,
        hold,
        disableState);
  }

  /**
   * As before the last update began, which failed: what led to it leads to one again.
   *
   * @param reason of that update
   */
  ResourceState again(BuildReason reason, Instant now) {
    Map<TargetId, TargetState> unattempted = new HashMap<>();
    targets.forEach((id, t) ->
        unattempted.put(
            id, new TargetState(t.built(), t.built(), t.result(), t.dependencyChanged())));
    // Something that no file and no first time explains, such as a click, counts as a change of the
    // definition: a forced update has already deleted what it deletes.
    boolean explained = reason.has(BuildReason.CHANGED_FILES) || reason.has(BuildReason.INIT);
    return new ResourceState(
        unattempted,
        explained ? configChange : Optional.of(new ConfigChange(now, List.of())),
        current,
        history,
        started && !reason.has(BuildReason.INIT),
        lastDeploy,
        lastReady,
        hold,
        disableState);
  }

  /**
   * Without everything an update left, as after a disabled resource's end; what has been ready
   * stays so.
   *
   * @param cursors for each target the newest event there is: none of them counts as a change later
   */
  public ResourceState cleared(Map<TargetId, Long> cursors) {
    Map<TargetId, TargetState> fresh = new HashMap<>();
    cursors.forEach((id, cursor) -> fresh.put(id, TargetState.fresh(cursor)));
    return new ResourceState(
        fresh,
        Optional.empty(),
        current,
        List.of(),
        false,
        lastDeploy,
        lastReady,
        Optional.empty(),
        disableState);
  }

  public ResourceState withLastReady(Instant value) {
    return new ResourceState(
        targets,
        configChange,
        current,
        history,
        started,
        lastDeploy,
        Optional.of(value),
        hold,
        disableState);
  }

  public ResourceState withHold(Optional<Hold> value) {
    return new ResourceState(
        targets,
        configChange,
        current,
        history,
        started,
        lastDeploy,
        lastReady,
        value,
        disableState);
  }

  public ResourceState withDisableState(String value) {
    return new ResourceState(
        targets, configChange, current, history, started, lastDeploy, lastReady, hold, value);
  }
}
