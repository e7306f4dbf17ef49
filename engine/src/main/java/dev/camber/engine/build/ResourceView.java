package dev.camber.engine.build;

import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource and everything about it that scheduling looks at; made from the store by {@link
 * GraphView}.
 *
 * @param pending changes that started no build yet, by target; targets without any are left out
 * @param trigger why it is in the trigger queue
 * @param disableState as in {@link ResourceState}, but as of now
 * @param runtime the runtime status as the API shows it
 * @param live what live update makes of the pending files
 * @param clusterProblem what its cluster lacks, if it needs one
 * @param watched whether changes of its files are noticed from now on: before that a build could
 *     read a file that changes a moment later, and nobody would know
 */
public record ResourceView(
    Manifest manifest,
    ResourceState state,
    Map<TargetId, List<FileChanges.Change>> pending,
    Optional<BuildReason> trigger,
    String disableState,
    String runtime,
    Live live,
    Optional<Hold> clusterProblem,
    boolean watched) {
  public ResourceView {
    pending = Map.copyOf(pending);
  }

  /** What live update makes of the pending files. */
  public enum Live {
    /** Nothing: they need a build. */
    NOT_HANDLED,
    /** It brings them into the running containers. */
    HANDLED,
    /** It would if a container were running: one is coming up. */
    WAITING_FOR_CONTAINER
  }

  public String name() {
    return manifest.name();
  }

  /** Whether it was never begun and begins by itself. */
  public boolean isInitial() {
    return !state.started() && manifest.triggerMode().autoInitial();
  }

  public boolean hasPendingFiles() {
    return !pending.isEmpty();
  }

  public boolean hasChangedDependencies() {
    for (TargetState target : state.targets().values()) {
      if (target.dependencyChanged().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything changed that a build would take in. */
  public boolean hasPendingChanges() {
    return hasPendingFiles() || hasChangedDependencies() || state.configChange().isPresent();
  }

  /** When the oldest pending change came. */
  public Optional<Instant> pendingSince() {
    List<Instant> times = new ArrayList<>();
    pending.values().forEach(changes -> changes.forEach(c -> times.add(c.time())));
    state.targets().values().forEach(t -> t.dependencyChanged().ifPresent(times::add));
    state.configChange().ifPresent(c -> times.add(c.at()));
    return times.stream().min(Instant::compareTo);
  }

  /** The files of the pending changes, oldest first; a changed definition brings its own. */
  public List<String> edits() {
    List<FileChanges.Change> all = new ArrayList<>();
    pending.values().forEach(all::addAll);
    all.sort(java.util.Comparator.comparingLong(FileChanges.Change::number));
    Set<String> out = new LinkedHashSet<>();
    state.configChange().ifPresent(c -> out.addAll(c.files()));
    all.forEach(c -> out.add(c.path()));
    return List.copyOf(out);
  }

  /** Why it would be built now. Source: spec engine, section 1.6. */
  public BuildReason reason() {
    BuildReason out = trigger.orElse(BuildReason.NONE);
    if (hasPendingFiles()) {
      out = out.with(BuildReason.CHANGED_FILES);
    }
    if (hasChangedDependencies()) {
      out = out.with(BuildReason.CHANGED_DEPS);
    }
    if (state.configChange().isPresent()) {
      out = out.with(BuildReason.CONFIG);
    }
    return isInitial() ? out.with(BuildReason.INIT) : out;
  }

  /** Whether it runs only when nothing else does. */
  public boolean isSerialLocal() {
    return manifest.deployTarget() instanceof LocalTarget local
        && !local.allowParallel()
        && !local.updateCmd().isEmpty();
  }

  /** The words for how its update is doing. Source: spec engine, section 1.7. */
  public String updateStatus() {
    String raw = rawUpdateStatus();
    boolean noCommand =
        manifest.deployTarget() instanceof LocalTarget local && local.updateCmd().isEmpty();
    return !noCommand
        ? raw
        : switch (raw) {
          case "in_progress" -> "pending";
          case "ok" -> "not_applicable";
          default -> raw;
        };
  }

  private String rawUpdateStatus() {
    if (state.isBuilding()) {
      return "in_progress";
    }
    if (trigger.isPresent()
        || (manifest.triggerMode().autoOnChange() && hasPendingChanges())
        || isInitial()) {
      return "pending";
    }
    return state.lastBuild().map(b -> b.error().isPresent() ? "error" : "ok").orElse("none");
  }
}
