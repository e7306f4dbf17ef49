package dev.camber.kubernetes.entity;

import dev.camber.model.image.ImageSelector;
import java.util.ArrayList;
import java.util.List;

/** Which objects become resources, and which join them (tiltfile-api §7.4). Stateless. */
public final class Workloads {
  private Workloads() {}

  /**
   * The objects that become resources of their own, in their order: those that a kind's matcher or
   * an image locator chooses, and those in which an image is found.
   *
   * @param kinds of {@code k8s_kind}, the built-in ones included
   * @throws ManifestException if an image of any object is no reference
   */
  public static List<K8sEntity> find(
      List<K8sEntity> entities,
      List<ObjectMatcher> kinds,
      List<ImageLocator> locators,
      List<ImageSelector> inEnvironment)
      throws ManifestException {
    List<K8sEntity> workloads = new ArrayList<>();
    for (K8sEntity entity : entities) {
      boolean hasImage = !ImageFinder.find(entity, locators, inEnvironment).isEmpty();
      if (hasImage
          || kinds.stream().anyMatch(k -> k.matches(entity))
          || locators.stream().anyMatch(l -> l.matches(entity))) {
        workloads.add(entity);
      }
    }
    return workloads;
  }

  /** The Services among {@code free} that reach the pods of {@code workload}. */
  public static List<K8sEntity> attached(K8sEntity workload, List<K8sEntity> free) {
    return free.stream().filter(e -> PodTemplates.serves(e, workload)).toList();
  }

  /**
   * The objects among {@code free} that make pods: they become resources though no image is known.
   */
  public static List<K8sEntity> withPods(List<K8sEntity> free) {
    return free.stream().filter(PodTemplates::has).toList();
  }
}
