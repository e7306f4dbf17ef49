package dev.camber.engine.build;

import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.ObjectNames;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ClusterSpec;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.DeployTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import dev.camber.tiltfile.LoadResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that scheduling looks at, as of one moment.
 *
 * @param resources in the order of their definition
 * @param pendingTiltfiles names of Tiltfiles that are running or about to run
 * @param triggers names in the trigger queue, in order
 * @param maxParallel how many resources may update at once
 */
public record GraphView(
    List<ResourceView> resources,
    List<String> pendingTiltfiles,
    List<String> triggers,
    int maxParallel) {
  /** The name of the main Tiltfile. */
  public static final String MAIN_TILTFILE = "(Tiltfile)";

  private static final int DEFAULT_PARALLEL = 3;

  public GraphView {
    resources = List.copyOf(resources);
    pendingTiltfiles = List.copyOf(pendingTiltfiles);
    triggers = List.copyOf(triggers);
  }

  /** The view of a snapshot. */
  public static GraphView of(StoreSnapshot snapshot) {
    List<TriggerQueue.Entry> queue = TriggerQueue.entries(snapshot);
    Map<String, BuildReason> triggers = new LinkedHashMap<>();
    queue.forEach(entry -> triggers.put(entry.name(), entry.reason()));
    List<ResourceView> resources = new ArrayList<>();
    for (ApiObject<ResourceSpec, ResourceState> resource : ordered(snapshot)) {
      resources.add(view(snapshot, resource, Optional.ofNullable(triggers.get(resource.name()))));
    }
    return new GraphView(
        resources,
        snapshot.list(EngineKinds.TILTFILE_RUN).stream()
            .filter(run -> TiltfilePending.isPending(snapshot, run))
            .map(ApiObject::name)
            .toList(),
        List.copyOf(triggers.keySet()),
        maxParallel(snapshot));
  }

  /** One resource's part, if it exists. */
  public static Optional<ResourceView> of(StoreSnapshot snapshot, String resource) {
    return snapshot
        .get(EngineKinds.RESOURCE, resource)
        .map(r -> view(snapshot, r, TriggerQueue.reason(snapshot, resource)));
  }

  /** The resources in the order of their definition: those of the first Tiltfile first. */
  public static List<ApiObject<ResourceSpec, ResourceState>> ordered(StoreSnapshot snapshot) {
    Map<String, Integer> tiltfiles = tiltfiles(snapshot);
    List<Place> places = new ArrayList<>();
    for (ApiObject<ResourceSpec, ResourceState> resource : snapshot.list(EngineKinds.RESOURCE)) {
      places.add(Place.of(resource, tiltfiles));
    }
    Collections.sort(places);
    return places.stream().map(Place::resource).toList();
  }

  /**
   * How many resources come before this one in that order; all, if it does not exist. Asked at
   * every change of a resource, so it does not sort.
   */
  public static int before(StoreSnapshot snapshot, String resource) {
    Map<String, Integer> tiltfiles = tiltfiles(snapshot);
    Optional<Place> mine =
        snapshot.get(EngineKinds.RESOURCE, resource).map(r -> Place.of(r, tiltfiles));
    if (mine.isEmpty()) {
      return snapshot.count(EngineKinds.RESOURCE);
    }
    String tiltfile = mine.get().resource().spec().tiltfile();
    int before = 0;
    for (ApiObject<ResourceSpec, ResourceState> other : snapshot.list(EngineKinds.RESOURCE)) {
      Place place =
          other.spec().tiltfile().equals(tiltfile)
              ? new Place(mine.get().tiltfile(), other)
              : Place.of(other, tiltfiles);
      before += place.compareTo(mine.get()) < 0 ? 1 : 0;
    }
    return before;
  }

  private static Map<String, Integer> tiltfiles(StoreSnapshot snapshot) {
    Map<String, Integer> out = new HashMap<>();
    snapshot
        .list(EngineKinds.TILTFILE_RUN)
        .forEach(run -> out.put(run.name(), run.status().order()));
    return out;
  }

  /** Where a resource stands: its Tiltfile's place, its own there, its name. */
  private record Place(int tiltfile, ApiObject<ResourceSpec, ResourceState> resource)
      implements Comparable<Place> {
    static Place of(
        ApiObject<ResourceSpec, ResourceState> resource, Map<String, Integer> tiltfiles) {
      return new Place(
          tiltfiles.getOrDefault(resource.spec().tiltfile(), Integer.MAX_VALUE), resource);
    }

    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(tiltfile, other.tiltfile);
      if (order == 0) {
        order = Integer.compare(resource.spec().order(), other.resource.spec().order());
      }
      return order == 0 ? resource.name().compareTo(other.resource.name()) : order;
    }
  }

  /** The name of the FileWatch of a target. */
  public static String watchName(TargetId id) {
    return ObjectNames.sanitize(id.toString());
  }

  /** Changes of a target's files after a cursor. */
  static FileChanges changes(StoreSnapshot snapshot, TargetId id) {
    return snapshot
        .get(EngineKinds.FILE_CHANGES, watchName(id))
        .map(ApiObject::spec)
        .orElse(FileChanges.NONE);
  }

  /** The ids of a manifest's targets, images first. */
  static List<TargetId> targets(Manifest manifest) {
    List<TargetId> out = new ArrayList<>();
    manifest.imageTargets().forEach(image -> out.add(image.id()));
    out.add(manifest.deployTarget().id());
    return out;
  }

  private static ResourceView view(
      StoreSnapshot snapshot,
      ApiObject<ResourceSpec, ResourceState> resource,
      Optional<BuildReason> trigger) {
    Manifest manifest = resource.spec().manifest();
    ResourceState state = resource.status();
    Map<TargetId, List<FileChanges.Change>> pending = new LinkedHashMap<>();
    for (TargetId id : targets(manifest)) {
      List<FileChanges.Change> changes = changes(snapshot, id).after(state.target(id).attempted());
      if (!changes.isEmpty()) {
        pending.put(id, changes);
      }
    }
    String disable = DisableStates.ofResource(snapshot, manifest.name());
    ResourceView bare =
        new ResourceView(
            manifest,
            state,
            pending,
            trigger,
            disable,
            "",
            ResourceView.Live.NOT_HANDLED,
            Optional.empty(),
            true);
    String runtime = RuntimeView.of(snapshot, manifest, state, bare.updateStatus()).status();
    return new ResourceView(
        manifest,
        state,
        pending,
        trigger,
        disable,
        runtime,
        state.lastFullBuildFailed()
            ? ResourceView.Live.NOT_HANDLED
            : LiveUpdates.verdict(snapshot, manifest, pending),
        clusterProblem(snapshot, manifest.deployTarget()),
        targets(manifest).stream().allMatch(id -> isWatched(snapshot, id)));
  }

  /** In a session without watches nothing has one. */
  private static boolean isWatched(StoreSnapshot snapshot, TargetId id) {
    return snapshot
        .get(Kinds.FILE_WATCH, watchName(id))
        .map(watch -> changes(snapshot, id).covers(watch.spec()))
        .orElse(true);
  }

  private static Optional<Hold> clusterProblem(StoreSnapshot snapshot, DeployTarget target) {
    String name =
        switch (target) {
          case KubernetesTarget k -> k.spec().cluster().isEmpty() ? "default" : k.spec().cluster();
          case ComposeTarget c -> "docker";
          case LocalTarget l -> "";
        };
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<ApiObject<ClusterSpec, ClusterStatus>> cluster = snapshot.get(Kinds.CLUSTER, name);
    boolean usable =
        cluster.isPresent()
            && cluster.get().status().error().isEmpty()
            && !cluster.get().status().arch().isEmpty();
    return usable
        ? Optional.empty()
        : Optional.of(
            new Hold(Hold.Reason.WAITING_FOR_CLUSTER, List.of(new Hold.On(Kinds.CLUSTER, name))));
  }

  private static int maxParallel(StoreSnapshot snapshot) {
    return snapshot
        .get(EngineKinds.TILTFILE_RUN, MAIN_TILTFILE)
        .flatMap(run -> run.status().result())
        .map(LoadResult::settings)
        .map(settings -> settings.updates().maxParallel())
        .orElse(DEFAULT_PARALLEL);
  }

  /** Images of a manifest that are really built. */
  static List<ImageTarget> builtImages(Manifest manifest) {
    return manifest.imageTargets().stream().filter(i -> !i.isLiveUpdateOnly()).toList();
  }
}
