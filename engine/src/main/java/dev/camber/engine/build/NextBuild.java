package dev.camber.engine.build;

import dev.camber.engine.disable.DisableStates;
import dev.camber.model.api.Kinds;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.TargetId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Chooses what to build next: a pure function of a view of the store. The steps and their order are
 * those of spec engine, section 1.10; the first reason to wait that a resource gets is the one it
 * keeps.
 */
public final class NextBuild {
  /** The resource that collects Kubernetes objects of no workload. */
  public static final String UNCATEGORIZED = "uncategorized";

  private final GraphView graph;
  private final List<ResourceView> candidates = new ArrayList<>();
  private final Map<String, Hold> holds = new HashMap<>();

  private NextBuild(GraphView graph) {
    this.graph = graph;
  }

  /** What to build now and why others wait. */
  public static Decision decide(GraphView graph) {
    NextBuild step = new NextBuild(graph);
    Optional<ResourceView> next = step.choose();
    Map<String, Hold> shown = new HashMap<>();
    for (ResourceView resource : step.candidates) {
      Hold hold = step.holds.get(resource.name());
      if (hold != null && !resource.state().isBuilding() && !resource.reason().isNone()) {
        shown.put(resource.name(), hold);
      }
    }
    return new Decision(next.map(NextBuild::build), shown);
  }

  private static Decision.Next build(ResourceView resource) {
    return new Decision.Next(resource.name(), resource.reason(), isForced(resource));
  }

  /**
   * Asked for, with nothing for a live update to do: everything anew. Source: spec engine, section
   * 1.15.
   */
  private static boolean isForced(ResourceView resource) {
    if (!resource.reason().isTriggered() || !resource.state().started()) {
      return false;
    }
    return resource.manifest().triggerMode().autoOnChange() || !resource.hasPendingChanges();
  }

  private Optional<ResourceView> choose() {
    findCandidates();
    if (holdForTiltfiles() || holdForSerialLocal()) {
      return Optional.empty();
    }
    holdSerialLocals();
    holdForUncategorized();
    holdForComponents();
    holdForDependencies();
    holdForClusters();
    Optional<ResourceView> initial = initial();
    if (initial.isPresent()) {
      return slot(initial);
    }
    for (ResourceView resource : eligible()) {
      if (resource.live() == ResourceView.Live.HANDLED && isLiveUpdate(resource)) {
        hold(resource, Hold.Reason.RECONCILING, List.of());
      }
    }
    Optional<ResourceView> triggered = triggered();
    if (triggered.isPresent()) {
      return slot(triggered);
    }
    for (ResourceView resource : eligible()) {
      if (resource.live() == ResourceView.Live.WAITING_FOR_CONTAINER
          && resource.reason().equals(BuildReason.CHANGED_FILES)
          && resource.state().lastBuild().map(b -> b.error().isEmpty()).orElse(false)
          && !resource.runtime().equals(RuntimeView.ERROR)) {
        hold(resource, Hold.Reason.WAITING_FOR_DEPLOY, List.of());
      }
    }
    return slot(changed());
  }

  /** Step 1: what has something to do. */
  private void findCandidates() {
    for (ResourceView resource : graph.resources()) {
      boolean wanted =
          resource.isInitial()
              || resource.trigger().isPresent()
              || (resource.hasPendingChanges() && resource.manifest().triggerMode().autoOnChange());
      // What was just enabled counts once the resource has taken note of it: its old state is
      // cleared only then.
      boolean enabled =
          !resource.disableState().equals(DisableStates.DISABLED)
              && !resource.state().disableState().equals(DisableStates.DISABLED);
      if (wanted && enabled) {
        candidates.add(resource);
      }
    }
  }

  /** Steps 2 and 3: definitions may be about to change, or nobody knows yet what is disabled. */
  private boolean holdForTiltfiles() {
    List<Hold.On> on = new ArrayList<>();
    for (String tiltfile : graph.pendingTiltfiles()) {
      on.add(new Hold.On(Kinds.UI_RESOURCE, tiltfile));
    }
    boolean unknown =
        candidates.stream().anyMatch(r -> r.disableState().equals(DisableStates.PENDING));
    if (on.isEmpty() && !unknown) {
      return false;
    }
    candidates.forEach(r -> hold(r, Hold.Reason.TILTFILE_RELOAD, on));
    return true;
  }

  /** Step 4: a local command that wants to be alone is running. */
  private boolean holdForSerialLocal() {
    List<ResourceView> alone =
        graph.resources().stream()
            .filter(r -> r.state().isBuilding() && r.isSerialLocal())
            .toList();
    if (alone.isEmpty()) {
      return false;
    }
    candidates.forEach(r -> hold(r, Hold.Reason.WAITING_FOR_LOCAL, resources(alone)));
    return true;
  }

  /**
   * Step 5: a local command that wants to be alone waits for all others. This reason replaces
   * earlier ones.
   */
  private void holdSerialLocals() {
    List<ResourceView> building = building(r -> true);
    if (!building.isEmpty()) {
      for (ResourceView resource : candidates) {
        if (resource.isSerialLocal()) {
          holds.put(
              resource.name(),
              new Hold(Hold.Reason.IS_UNPARALLELIZABLE_LOCAL, resources(building)));
        }
      }
    }
  }

  /** Step 6. */
  private void holdForUncategorized() {
    List<ResourceView> building = building(r -> r.name().equals(UNCATEGORIZED));
    if (!building.isEmpty()) {
      candidates.stream()
          .filter(r -> r.manifest().deployTarget() instanceof KubernetesTarget)
          .forEach(r -> hold(r, Hold.Reason.WAITING_FOR_UNCATEGORIZED, resources(building)));
    }
  }

  /**
   * Step 7: it is building, or something is building a target of it that cannot be reused as it is.
   */
  private void holdForComponents() {
    Map<TargetId, ResourceView> underWay = new HashMap<>();
    for (ResourceView resource : building(r -> true)) {
      for (TargetId id : targets(resource)) {
        if (!isReusable(resource, id)) {
          underWay.putIfAbsent(id, resource);
        }
      }
    }
    for (ResourceView resource : candidates) {
      if (resource.state().isBuilding()) {
        hold(resource, Hold.Reason.BUILDING_COMPONENT, List.of());
        continue;
      }
      Set<String> shared = new TreeSet<>();
      for (TargetId id : targets(resource)) {
        if (underWay.containsKey(id) && !isReusable(resource, id)) {
          shared.add(id.name());
        }
      }
      if (!shared.isEmpty()) {
        hold(
            resource,
            Hold.Reason.BUILDING_COMPONENT,
            shared.stream().map(name -> new Hold.On(Kinds.IMAGE_MAP, name)).toList());
      }
    }
  }

  private static boolean isReusable(ResourceView resource, TargetId id) {
    TargetState state = resource.state().target(id);
    return id.type() == TargetId.Type.IMAGE
        && state.result().isPresent()
        && state.dependencyChanged().isEmpty()
        && !resource.pending().containsKey(id);
  }

  private static Set<TargetId> targets(ResourceView resource) {
    Set<TargetId> out = new LinkedHashSet<>();
    resource.manifest().imageTargets().stream()
        .filter(image -> !image.isLiveUpdateOnly())
        .map(ImageTarget::id)
        .forEach(out::add);
    out.add(resource.manifest().deployTarget().id());
    return out;
  }

  /** Step 8: only the first build waits for what it depends on, and only once. */
  private void holdForDependencies() {
    Set<String> notReady = new HashSet<>();
    for (ResourceView resource : graph.resources()) {
      if (resource.state().lastReady().isEmpty()) {
        notReady.add(resource.name());
      }
    }
    for (ResourceView resource : candidates) {
      if (!resource.state().started()) {
        List<Hold.On> on =
            resource.manifest().resourceDependencies().stream()
                .filter(notReady::contains)
                .map(name -> new Hold.On(Kinds.UI_RESOURCE, name))
                .toList();
        if (!on.isEmpty()) {
          hold(resource, Hold.Reason.WAITING_FOR_DEP, on);
        }
      }
    }
  }

  /** Step 9. */
  private void holdForClusters() {
    for (ResourceView resource : candidates) {
      resource.clusterProblem().ifPresent(hold -> holds.putIfAbsent(resource.name(), hold));
    }
  }

  /** Step 10: of those that begin by themselves local ones first, then what others may need. */
  private Optional<ResourceView> initial() {
    List<ResourceView> unbuilt = eligible().stream().filter(ResourceView::isInitial).toList();
    List<Predicate<ResourceView>> order =
        List.of(
            r -> r.manifest().deployTarget() instanceof LocalTarget,
            r -> r.name().equals(UNCATEGORIZED),
            r ->
                r.manifest().deployTarget() instanceof KubernetesTarget
                    && r.manifest().imageTargets().isEmpty(),
            r -> true);
    for (Predicate<ResourceView> first : order) {
      Optional<ResourceView> found = unbuilt.stream().filter(first).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Step 11: whether the reasons leave the work to live update. */
  private static boolean isLiveUpdate(ResourceView resource) {
    if (!resource.state().started()
        || resource.pending().containsKey(resource.manifest().deployTarget().id())) {
      return false;
    }
    return resource.manifest().triggerMode().autoOnChange()
        ? resource.reason().equals(BuildReason.CHANGED_FILES)
        : resource.reason().isOnlyChangedFiles();
  }

  /** Step 12. */
  private Optional<ResourceView> triggered() {
    List<ResourceView> eligible = eligible();
    return graph.triggers().stream()
        .flatMap(name -> eligible.stream().filter(r -> r.name().equals(name)))
        .findFirst();
  }

  /** Step 14: the oldest change first. */
  private Optional<ResourceView> changed() {
    return eligible().stream()
        .filter(r -> r.manifest().triggerMode().autoOnChange())
        .min(Comparator.comparing(r -> r.pendingSince().orElse(java.time.Instant.MAX)));
  }

  /**
   * Slots count resources with any update under way. While the chosen one's files are not watched
   * yet nothing else is begun in its place: the order of builds does not depend on how long that
   * takes.
   */
  private Optional<ResourceView> slot(Optional<ResourceView> chosen) {
    return building(r -> true).size() < Math.max(1, graph.maxParallel())
        ? chosen.filter(ResourceView::watched)
        : Optional.empty();
  }

  private List<ResourceView> eligible() {
    return candidates.stream()
        .filter(
            r -> !holds.containsKey(r.name()) && !r.state().isBuilding() && !r.reason().isNone())
        .toList();
  }

  private List<ResourceView> building(Predicate<ResourceView> which) {
    return graph.resources().stream().filter(r -> r.state().isBuilding()).filter(which).toList();
  }

  private void hold(ResourceView resource, Hold.Reason reason, List<Hold.On> on) {
    holds.putIfAbsent(resource.name(), new Hold(reason, on));
  }

  private static List<Hold.On> resources(List<ResourceView> resources) {
    return resources.stream().map(r -> new Hold.On(Kinds.UI_RESOURCE, r.name())).toList();
  }
}
