package dev.camber.kubernetes.cluster;

import dev.camber.model.json.JsonObject;

/**
 * Which object is meant.
 *
 * @param namespace empty for objects of the whole cluster, or where it was left out
 * @param uid empty where it is not known
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name, String uid) {

  /** Reads a reference off an object; what is missing becomes empty. */
  public static ObjectRef of(JsonObject object) {
    return new ObjectRef(
        object.stringAt("apiVersion").orElse(""),
        object.stringAt("kind").orElse(""),
        object.stringAt("metadata", "namespace").orElse(""),
        object.stringAt("metadata", "name").orElse(""),
        object.stringAt("metadata", "uid").orElse(""));
  }

  /** The API group; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** {@code Kind/name}, as log lines have it. */
  public String kindAndName() {
    return kind + "/" + name;
  }

  /** Whether both stand for the same place in the cluster, whatever the version or uid. */
  public boolean sameAddress(ObjectRef other) {
    return group().equals(other.group())
        && kind.equals(other.kind)
        && namespace.equals(other.namespace)
        && name.equals(other.name);
  }
}
