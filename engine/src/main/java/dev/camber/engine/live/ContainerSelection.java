package dev.camber.engine.live;

import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ImageMapStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.api.Pod;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.InvalidReferenceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The containers that a live update selects now. Source: spec engine, sections 3.10 (which pods
 * count) and 4.2.
 *
 * @param cluster the name of the Cluster object they run in
 */
record ContainerSelection(String cluster, List<TargetContainer> containers) {

  /** What the selector names does not exist yet; {@code what} says which object. */
  record Missing(String what) {}

  /** Either the selection or what is missing. */
  sealed interface Answer {}

  record Found(ContainerSelection selection) implements Answer {}

  record NotFound(Missing missing) implements Answer {}

  static Answer of(StoreSnapshot snapshot, LiveUpdateSpec.KubernetesSelector selector) {
    Optional<ApiObject<KubernetesDiscoverySpec, KubernetesDiscoveryStatus>> discovery =
        snapshot.get(Kinds.KUBERNETES_DISCOVERY, selector.discoveryName());
    if (discovery.isEmpty()) {
      return new NotFound(new Missing("KubernetesDiscovery \"" + selector.discoveryName() + "\""));
    }
    String wanted = selector.image();
    if (!selector.imageMapName().isEmpty()) {
      Optional<ImageMapStatus> map =
          snapshot.get(Kinds.IMAGE_MAP, selector.imageMapName()).map(ApiObject::status);
      if (map.isEmpty() || map.get().imageFromCluster().isEmpty()) {
        return new NotFound(new Missing("ImageMap \"" + selector.imageMapName() + "\""));
      }
      wanted = map.get().imageFromCluster();
    }
    List<TargetContainer> out = new ArrayList<>();
    for (Pod pod : current(discovery.get().status().pods())) {
      for (Pod.Container container : pod.containers()) {
        boolean selected =
            selector.containerName().isEmpty()
                ? sameName(container.image(), wanted)
                : container.name().equals(selector.containerName());
        if (selected) {
          out.add(new TargetContainer(pod, container));
        }
      }
    }
    String cluster = discovery.get().spec().cluster();
    return new Found(new ContainerSelection(cluster.isEmpty() ? "default" : cluster, out));
  }

  /** Pods of the newest ReplicaSet of each ancestor, without those that are going. */
  private static List<Pod> current(List<Pod> pods) {
    List<Pod> out = new ArrayList<>();
    for (Pod pod : pods) {
      boolean outdated =
          pod.owner()
              .filter(o -> o.kind().equals("ReplicaSet"))
              .map(own -> pods.stream().anyMatch(other -> isNewerSet(other, pod, own)))
              .orElse(false);
      if (!outdated && !pod.deleting()) {
        out.add(pod);
      }
    }
    out.sort(Comparator.comparing(Pod::name));
    return out;
  }

  private static boolean isNewerSet(Pod other, Pod pod, Pod.Owner own) {
    return other.ancestorUID().equals(pod.ancestorUID())
        && other
            .owner()
            .filter(o -> o.kind().equals("ReplicaSet") && !o.name().equals(own.name()))
            .flatMap(Pod.Owner::creationTimestamp)
            .filter(t -> own.creationTimestamp().map(mine -> t.compareTo(mine) > 0).orElse(false))
            .isPresent();
  }

  private static boolean sameName(String image, String wanted) {
    Optional<String> one = nameOf(image);
    return one.isPresent() && one.equals(nameOf(wanted));
  }

  private static Optional<String> nameOf(String image) {
    try {
      return Optional.of(ImageReference.parse(image).name());
    } catch (InvalidReferenceException notAReference) {
      return Optional.empty();
    }
  }
}
