package dev.camber.engine.ui;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.RuntimeView;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.LiveUpdateStatus;
import dev.camber.model.api.Pod;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Time;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is shown of a resource's newest pod. Source: spec engine, section 1.9. */
final class KubernetesInfo {
  private KubernetesInfo() {}

  static Optional<UIResourceStatus.Kubernetes> of(StoreSnapshot snapshot, Manifest manifest) {
    if (!(manifest.deployTarget() instanceof KubernetesTarget target)) {
      return Optional.empty();
    }
    List<String> names =
        snapshot
            .get(EngineKinds.RESOURCE, manifest.name())
            .filter(r -> r.status().lastDeploy().isPresent())
            .map(r -> target.displayNames())
            .orElse(List.of());
    Optional<Pod> newest = RuntimeView.newestPod(snapshot, manifest.name());
    if (newest.isEmpty()) {
      return Optional.of(
          new UIResourceStatus.Kubernetes(
              "", Optional.empty(), Optional.empty(), "", "", false, 0, "", names));
    }
    Pod pod = newest.get();
    return Optional.of(
        new UIResourceStatus.Kubernetes(
            pod.name(),
            pod.createdAt(),
            updated(snapshot, manifest, pod),
            pod.status(),
            String.join("\n", pod.errors()),
            !pod.containers().isEmpty() && pod.containers().stream().allMatch(Pod.Container::ready),
            pod.containers().stream().mapToInt(Pod.Container::restarts).sum(),
            "pod:" + manifest.name() + ":" + pod.name(),
            names));
  }

  /** When files were last brought into the pod. */
  private static Optional<Time> updated(StoreSnapshot snapshot, Manifest manifest, Pod pod) {
    return manifest.imageTargets().stream()
        .map(ImageTarget::liveUpdateName)
        .filter(name -> !name.isEmpty())
        .map(name -> snapshot.get(Kinds.LIVE_UPDATE, name))
        .flatMap(Optional::stream)
        .flatMap(update -> update.status().containers().stream())
        .filter(c -> c.podName().equals(pod.name()))
        .map(LiveUpdateStatus.Container::lastFileTimeSynced)
        .flatMap(Optional::stream)
        .map(MicroTime::instant)
        .max(Comparator.naturalOrder())
        .map(Time::new);
  }
}
