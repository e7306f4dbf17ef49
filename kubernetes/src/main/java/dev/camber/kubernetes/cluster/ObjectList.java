package dev.camber.kubernetes.cluster;

import dev.camber.model.json.JsonObject;
import java.util.List;

/** What a list call answered, and the version from which a watch goes on. */
public record ObjectList(List<JsonObject> items, String resourceVersion) {
  public ObjectList {
    items = List.copyOf(items);
  }
}
