package dev.camber.server.rest.fields;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.text.Quoted;
import java.util.List;

/** One line of {@code managedFields}. */
record Entry(
    String manager,
    String operation,
    String apiVersion,
    String time,
    String subresource,
    FieldSet fields) {

  static List<Entry> parse(List<Json> entries) {
    return entries.stream()
        .map(e ->
            new Entry(
                e.stringAt("manager").orElse(""),
                e.stringAt("operation").orElse("Update"),
                e.stringAt("apiVersion").orElse(""),
                e.stringAt("time").orElse(""),
                e.stringAt("subresource").orElse(""),
                FieldSet.parse(e.at("fieldsV1").orElse(JsonObject.EMPTY))))
        .toList();
  }

  boolean isOf(FieldManager.Writer writer, String verb) {
    return manager.equals(writer.manager())
        && operation.equals(verb)
        && subresource.equals(writer.subresource());
  }

  Entry withFields(FieldSet value) {
    return new Entry(manager, operation, apiVersion, time, subresource, value);
  }

  /** How messages name it. */
  String title() {
    String name = Quoted.go(manager);
    if (!subresource.isEmpty()) {
      name += " with subresource " + Quoted.go(subresource);
    }
    if (operation.equals("Update")) {
      name += " using " + apiVersion + (time.isEmpty() ? "" : " at " + time);
    }
    return name;
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .putIfSet("manager", manager)
        .put("operation", operation)
        .putIfSet("apiVersion", apiVersion)
        .putIfSet("time", time)
        .put("fieldsType", "FieldsV1")
        .put("fieldsV1", fields.toJson())
        .putIfSet("subresource", subresource)
        .build();
  }
}
