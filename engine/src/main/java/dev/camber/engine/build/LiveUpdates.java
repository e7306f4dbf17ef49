package dev.camber.engine.build;

import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.DockerComposeServiceStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.api.LiveUpdateStatus;
import dev.camber.model.api.Pod;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether live update takes care of pending files. Source: spec engine, sections 1.10 and 1.15. */
final class LiveUpdates {
  private LiveUpdates() {}

  static ResourceView.Live verdict(
      StoreSnapshot snapshot, Manifest manifest, Map<TargetId, List<FileChanges.Change>> pending) {
    List<ImageTarget> dirty =
        manifest.imageTargets().stream().filter(i -> pending.containsKey(i.id())).toList();
    if (dirty.isEmpty()) {
      return ResourceView.Live.NOT_HANDLED;
    }
    boolean waits = false;
    for (ImageTarget image : dirty) {
      List<ApiObject<LiveUpdateSpec, LiveUpdateStatus>> updates =
          covering(snapshot, manifest, image);
      if (updates.isEmpty() || updates.stream().anyMatch(u -> u.status().failed().isPresent())) {
        return ResourceView.Live.NOT_HANDLED;
      }
      for (ApiObject<LiveUpdateSpec, LiveUpdateStatus> update : updates) {
        if (isWaiting(snapshot, update.spec())
            && pending.getOrDefault(image.id(), List.of()).stream()
                .allMatch(change -> isSynced(update.spec(), change.path()))) {
          waits = true;
        }
      }
    }
    return waits ? ResourceView.Live.WAITING_FOR_CONTAINER : ResourceView.Live.HANDLED;
  }

  /** Whether live update will take all pending files, once there is a container. */
  static boolean takeAll(
      StoreSnapshot snapshot, Manifest manifest, Map<TargetId, List<FileChanges.Change>> pending) {
    for (ImageTarget image : manifest.imageTargets()) {
      List<FileChanges.Change> changes = pending.getOrDefault(image.id(), List.of());
      List<ApiObject<LiveUpdateSpec, LiveUpdateStatus>> updates =
          covering(snapshot, manifest, image);
      boolean taken =
          !updates.isEmpty()
              && updates.stream()
                  .allMatch(u -> changes.stream().allMatch(c -> isSynced(u.spec(), c.path())));
      if (!changes.isEmpty() && !taken) {
        return false;
      }
    }
    return true;
  }

  /** The live updates of a resource that take the changes of an image's files. */
  private static List<ApiObject<LiveUpdateSpec, LiveUpdateStatus>> covering(
      StoreSnapshot snapshot, Manifest manifest, ImageTarget image) {
    String watch = GraphView.watchName(image.id());
    return manifest.imageTargets().stream()
        .map(ImageTarget::liveUpdateName)
        .filter(name -> !name.isEmpty())
        .map(name -> snapshot.get(Kinds.LIVE_UPDATE, name))
        .flatMap(Optional::stream)
        .filter(
            update -> update.spec().sources().stream().anyMatch(s -> s.fileWatch().equals(watch)))
        .toList();
  }

  /** Whether no container can take files now but one is coming up. */
  private static boolean isWaiting(StoreSnapshot snapshot, LiveUpdateSpec spec) {
    if (spec.selector().dockerCompose().isPresent()) {
      return snapshot
          .get(Kinds.DOCKER_COMPOSE_SERVICE, spec.selector().dockerCompose().get().service())
          .map(ApiObject::status)
          .map(DockerComposeServiceStatus::containerID)
          .map(String::isEmpty)
          .orElse(true);
    }
    if (spec.selector().kubernetes().isEmpty()) {
      return false;
    }
    String discovery = spec.selector().kubernetes().get().discoveryName();
    Optional<KubernetesDiscoveryStatus> status =
        snapshot.get(Kinds.KUBERNETES_DISCOVERY, discovery).map(ApiObject::status);
    if (status.isEmpty()) {
      return true;
    }
    List<Pod> active = status.get().pods().stream().filter(p -> !p.deleting()).toList();
    if (active.size() > 1) {
      return false;
    }
    Optional<Pod> pod = RuntimeView.newestPod(snapshot, discovery);
    if (pod.isEmpty()) {
      return true;
    }
    boolean over = pod.get().phase().equals("Succeeded") || pod.get().phase().equals("Failed");
    boolean restarted = pod.get().containers().stream().anyMatch(c -> c.restarts() > 0);
    boolean running =
        pod.get().containers().stream().anyMatch(c -> c.state().running().isPresent());
    return !over && !restarted && !running;
  }

  private static boolean isSynced(LiveUpdateSpec spec, String path) {
    Path base = Path.of(spec.basePath());
    Path file = Path.of(path);
    boolean stops = spec.stopPaths().stream().anyMatch(s -> file.startsWith(base.resolve(s)));
    return !stops
        && spec.syncs().stream()
            .anyMatch(s -> file.startsWith(base.resolve(s.localPath()).normalize()));
  }
}
