package dev.camber.kubernetes.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which kinds are applied, so that what others need comes first (engine §3.4). Kinds
 * that are not listed come last, in the order in which they were declared. Stateless.
 */
public final class KindOrder {
  private static final List<String> KINDS =
      List.of(
          "Namespace",
          "ResourceQuota",
          "StorageClass",
          "CustomResourceDefinition",
          "MutatingWebhookConfiguration",
          "ServiceAccount",
          "PodSecurityPolicy",
          "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "ConfigMap",
          "Secret",
          "Service",
          "LimitRange",
          "PriorityClass",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");

  private KindOrder() {}

  /** Where a kind stands: 0 for the first, the same number for all unlisted ones. */
  public static int rank(String kind) {
    int listed = KINDS.indexOf(kind);
    return listed < 0 ? KINDS.size() : listed;
  }

  /** A copy in the order of applying; objects of the same rank keep their order. */
  public static List<K8sEntity> forApply(List<K8sEntity> entities) {
    List<K8sEntity> sorted = new ArrayList<>(entities);
    sorted.sort(Comparator.comparingInt(e -> rank(e.kind())));
    return List.copyOf(sorted);
  }

  /** A copy in the order of deleting, the reverse of applying. */
  public static List<K8sEntity> forDelete(List<K8sEntity> entities) {
    return List.copyOf(forApply(entities).reversed());
  }

  /**
   * Consecutive objects that may be applied at once: those of one rank, without two of the same
   * address.
   */
  public static List<List<K8sEntity>> batches(List<K8sEntity> sorted) {
    List<List<K8sEntity>> batches = new ArrayList<>();
    List<K8sEntity> batch = new ArrayList<>();
    for (K8sEntity entity : sorted) {
      boolean fits =
          batch.isEmpty()
              || rank(batch.getFirst().kind()) == rank(entity.kind())
                  && batch.stream().noneMatch(e -> sameAddress(e, entity));
      if (!fits) {
        batches.add(List.copyOf(batch));
        batch.clear();
      }
      batch.add(entity);
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  private static boolean sameAddress(K8sEntity left, K8sEntity right) {
    return left.gvk().equals(right.gvk())
        && left.name().equals(right.name())
        && left.namespace().equals(right.namespace());
  }
}
