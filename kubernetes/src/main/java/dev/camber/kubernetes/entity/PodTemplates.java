package dev.camber.kubernetes.entity;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pods that an object makes, and the Services that reach them (tiltfile-api §7.4). Stateless. */
public final class PodTemplates {
  private PodTemplates() {}

  /** Whether a known kind makes pods from a template. */
  public static boolean has(K8sEntity entity) {
    return !TypedTree.find(entity, TypedTree.POD_TEMPLATE).isEmpty();
  }

  /** The labels of each pod template inside. */
  public static List<Map<String, String>> labels(K8sEntity entity) {
    List<Map<String, String>> labels = new ArrayList<>();
    for (JsonObject template : TypedTree.find(entity, TypedTree.POD_TEMPLATE)) {
      labels.add(strings(template, "metadata", "labels"));
    }
    return labels;
  }

  /**
   * Whether {@code service} belongs to {@code workload}: it is a core Service, its selector is not
   * empty and holds for one of the workload's pod templates, and its namespace is the default one
   * or the workload's.
   */
  public static boolean serves(K8sEntity service, K8sEntity workload) {
    if (!service.gvk().equals(new GroupVersionKind("", "v1", "Service"))) {
      return false;
    }
    String namespace = service.namespace();
    if (!namespace.equals(K8sEntity.DEFAULT_NAMESPACE) && !namespace.equals(workload.namespace())) {
      return false;
    }
    Map<String, String> selector = service.strings("spec", "selector");
    return !selector.isEmpty()
        && labels(workload).stream().anyMatch(l -> l.entrySet().containsAll(selector.entrySet()));
  }

  private static Map<String, String> strings(JsonObject object, String... path) {
    Map<String, String> found = new LinkedHashMap<>();
    object
        .at(path)
        .flatMap(Json::asObject)
        .ifPresent(o ->
            o.members()
                .forEach((name, value) -> {
                  if (value instanceof JsonString s) {
                    found.put(name, s.value());
                  }
                }));
    return found;
  }
}
