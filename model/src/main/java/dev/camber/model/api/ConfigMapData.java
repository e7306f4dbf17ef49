package dev.camber.model.api;

import java.util.Map;

/** Key-value data without spec or status. */
public record ConfigMapData(Map<String, String> data) implements Spec {
  public ConfigMapData {
    data = Map.copyOf(data);
  }
}
