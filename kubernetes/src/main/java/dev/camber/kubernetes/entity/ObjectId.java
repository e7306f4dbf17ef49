package dev.camber.kubernetes.entity;

import java.util.Locale;

/**
 * What identifies an object in messages and in {@code workload_to_resource_function} (tiltfile-api
 * §6.6).
 *
 * @param kind in its own case
 * @param namespace {@code default} if none is written
 * @param group empty for the core API
 */
public record ObjectId(String name, String kind, String namespace, String group) {
  public static ObjectId of(K8sEntity entity) {
    return new ObjectId(entity.name(), entity.kind(), entity.namespace(), entity.group());
  }

  /** {@code name:Kind:namespace}, each part in its own case: how messages list objects. */
  public String fragment() {
    return escape(name) + ":" + escape(kind) + ":" + escape(namespace);
  }

  /** A part of an identity in which {@code :} and {@code \} are escaped with a backslash. */
  static String escape(String part) {
    return part.replace("\\", "\\\\").replace(":", "\\:");
  }

  /** {@code name:kind:namespace:group} in lower case. */
  @Override
  public String toString() {
    return String.join(":", name, kind, namespace, group).toLowerCase(Locale.ROOT);
  }
}
