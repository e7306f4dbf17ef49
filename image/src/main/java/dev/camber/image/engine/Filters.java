package dev.camber.image.engine;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Filters as the engine takes them in a query: a JSON object of lists. */
final class Filters {
  private Filters() {}

  /** Empty if there are none. */
  static String json(Map<String, List<String>> filters) {
    if (filters.isEmpty()) {
      return "";
    }
    JsonObject.Builder object = JsonObject.builder();
    filters.forEach((name, values) -> object.put(name, Json.strings(values)));
    return object.build().compact();
  }
}
