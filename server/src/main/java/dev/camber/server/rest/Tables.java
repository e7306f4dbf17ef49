package dev.camber.server.rest;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Objects as rows, for clients that print tables. Source: spec CLI and API, section 8.3. */
final class Tables {
  private static final JsonArray COLUMNS =
      new JsonArray(
          List.of(
              column("Name", "string", "name", "The name of the object, unique among its kind."),
              column("Created At", "date", "", "When the object was created, in UTC.")));

  private Tables() {}

  private static JsonObject column(String name, String type, String format, String description) {
    return JsonObject.builder()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", description)
        .put("priority", 0)
        .build();
  }

  /**
   * A table.
   *
   * @param include {@code None}, {@code Metadata} or {@code Object}: what rows carry beside their
   *     cells; empty means metadata
   * @param columns whether to name the columns, which watches do once
   */
  static JsonObject table(
      String resourceVersion,
      List<JsonObject> objects,
      String include,
      String version,
      boolean columns) {
    List<Json> rows = new ArrayList<>();
    for (JsonObject object : objects) {
      rows.add(
          JsonObject.builder()
              .put(
                  "cells",
                  Json.array(
                      List.of(
                          Json.of(object.stringAt("metadata", "name").orElse("")),
                          Json.of(object.stringAt("metadata", "creationTimestamp").orElse("")))))
              .put(
                  "object",
                  switch (include) {
                    case "None" -> Json.ofNull();
                    case "Object" -> object;
                    default -> metadata(object, version);
                  })
              .build());
    }
    return JsonObject.builder()
        .put("kind", "Table")
        .put("apiVersion", "meta.k8s.io/" + version)
        .put("metadata", JsonObject.builder().putIfSet("resourceVersion", resourceVersion).build())
        .put("columnDefinitions", columns ? COLUMNS : Json.ofNull())
        .put("rows", new JsonArray(rows))
        .build();
  }

  /** Nothing but the metadata of an object. */
  static JsonObject metadata(JsonObject object, String version) {
    return JsonObject.builder()
        .put("kind", "PartialObjectMetadata")
        .put("apiVersion", "meta.k8s.io/" + version)
        .put("metadata", object.get("metadata").orElse(JsonObject.EMPTY))
        .build();
  }
}
