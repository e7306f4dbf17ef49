package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of the fake: those that tests commonly need, and what custom resource definitions add.
 * Like the real client it answers from a cache that has to be refreshed. Every method holds one
 * lock.
 */
final class FakeTypes {
  private static final Set<String> CLUSTER_SCOPED =
      Set.of(
          "Namespace",
          "Node",
          "PersistentVolume",
          "StorageClass",
          "PriorityClass",
          "ClusterRole",
          "ClusterRoleBinding",
          "CustomResourceDefinition",
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration");

  private final List<ResourceType> known = new ArrayList<>();
  private List<ResourceType> cached = List.of();

  FakeTypes() {
    builtIn(
        "v1",
        "Pod Service ConfigMap Secret Namespace Node Event ServiceAccount PersistentVolume"
            + " PersistentVolumeClaim LimitRange ResourceQuota Endpoints");
    builtIn("apps/v1", "Deployment ReplicaSet StatefulSet DaemonSet");
    builtIn("batch/v1", "Job CronJob");
    builtIn("policy/v1", "PodDisruptionBudget");
    builtIn("networking.k8s.io/v1", "Ingress NetworkPolicy");
    builtIn("rbac.authorization.k8s.io/v1", "Role RoleBinding ClusterRole ClusterRoleBinding");
    builtIn("storage.k8s.io/v1", "StorageClass");
    builtIn("scheduling.k8s.io/v1", "PriorityClass");
    builtIn("apiextensions.k8s.io/v1", "CustomResourceDefinition");
    builtIn(
        "admissionregistration.k8s.io/v1",
        "MutatingWebhookConfiguration ValidatingWebhookConfiguration");
    refresh();
  }

  synchronized Optional<ResourceType> find(String apiVersion, String kind) {
    return find(cached, apiVersion, kind);
  }

  synchronized Optional<ResourceType> findNow(String apiVersion, String kind) {
    return find(known, apiVersion, kind);
  }

  synchronized void refresh() {
    cached = List.copyOf(known);
  }

  synchronized void define(ResourceType type) {
    known.add(type);
  }

  /** Whether strategic merge patches work on objects of that type. */
  synchronized boolean custom(ResourceType type) {
    return type.group().contains(".") && !type.group().endsWith(".k8s.io");
  }

  synchronized void defineFrom(JsonObject definition) {
    String group = definition.stringAt("spec", "group").orElse("");
    String kind = definition.stringAt("spec", "names", "kind").orElse("");
    String plural = definition.stringAt("spec", "names", "plural").orElse("");
    boolean namespaced = definition.stringAt("spec", "scope").orElse("").equals("Namespaced");
    for (Json version :
        definition.at("spec", "versions").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
      known.add(
          new ResourceType(group, version.stringAt("name").orElse(""), kind, plural, namespaced));
    }
  }

  private void builtIn(String apiVersion, String kinds) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    for (String kind : kinds.split(" ")) {
      known.add(
          new ResourceType(group, version, kind, plural(kind), !CLUSTER_SCOPED.contains(kind)));
    }
  }

  private static String plural(String kind) {
    String lower = kind.toLowerCase(Locale.ROOT);
    if (kind.equals("Endpoints")) {
      return lower;
    } else if (lower.endsWith("s")) {
      return lower + "es";
    } else if (lower.endsWith("y")) {
      return lower.substring(0, lower.length() - 1) + "ies";
    }
    return lower + "s";
  }

  private static Optional<ResourceType> find(
      List<ResourceType> types, String apiVersion, String kind) {
    return types.stream()
        .filter(t -> t.kind().equals(kind) && t.apiVersion().equals(apiVersion))
        .findFirst();
  }
}
