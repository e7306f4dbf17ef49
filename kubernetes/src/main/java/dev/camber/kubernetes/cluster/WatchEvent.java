package dev.camber.kubernetes.cluster;

import dev.camber.model.json.JsonObject;

/** One change seen by a watch. */
public record WatchEvent(Type type, JsonObject object) {
  /** What happened; a bookmark only carries a version. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED,
    BOOKMARK
  }

  /** The version to go on from. */
  public String resourceVersion() {
    return object.stringAt("metadata", "resourceVersion").orElse("");
  }
}
