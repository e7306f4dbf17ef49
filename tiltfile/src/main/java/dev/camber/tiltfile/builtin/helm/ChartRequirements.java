package dev.camber.tiltfile.builtin.helm;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.starlark.EvalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code requirements.yaml} of a chart, as Go reads it into its own types: names in any case,
 * scalars as text, errors in Go's words. Stateless.
 */
final class ChartRequirements {
  private static final String LOCAL = "file://";

  private ChartRequirements() {}

  /** Paths of the charts on this computer that it names. */
  static List<String> localPaths(String text) {
    Json root;
    try {
      root = Yaml.readKubernetes(text);
    } catch (YamlException e) {
      throw new EvalException("reading subchart deps: " + e.getMessage());
    }
    List<String> out = new ArrayList<>();
    if (root instanceof JsonNull) {
      return out;
    }
    if (!(root instanceof JsonObject chart)) {
      throw wrong(root, "value", "tiltfile.chartMetadata");
    }
    Json dependencies = member(chart, "dependencies");
    if (dependencies instanceof JsonNull) {
      return out;
    }
    String field = "struct field chartMetadata.Dependencies";
    if (!(dependencies instanceof JsonArray list)) {
      throw wrong(dependencies, field, "[]tiltfile.chartDependency");
    }
    for (Json item : list.items()) {
      if (item instanceof JsonNull) {
        continue;
      }
      if (!(item instanceof JsonObject dependency)) {
        throw wrong(item, field, "tiltfile.chartDependency");
      }
      repository(dependency)
          .filter(repository -> repository.startsWith(LOCAL))
          .ifPresent(repository -> out.add(repository.substring(LOCAL.length())));
    }
    return out;
  }

  private static Optional<String> repository(JsonObject dependency) {
    Json value = member(dependency, "repository");
    if (value instanceof JsonArray || value instanceof JsonObject) {
      throw wrong(value, "struct field chartDependency.Dependencies.Repository", "string");
    }
    return value.asString();
  }

  private static Json member(JsonObject object, String name) {
    Json found = JsonNull.NULL;
    for (var member : object.members().entrySet()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        found = member.getValue();
      }
    }
    return found;
  }

  private static EvalException wrong(Json value, String where, String type) {
    String found =
        switch (value) {
          case JsonNull none -> "null";
          case JsonBool bool -> "bool";
          case JsonNumber number -> "number";
          case JsonString text -> "string";
          case JsonArray array -> "array";
          case JsonObject object -> "object";
        };
    return new EvalException(
        "reading subchart deps: error unmarshaling JSON: while decoding JSON: json: cannot"
            + " unmarshal "
            + found
            + " into Go "
            + where
            + " of type "
            + type);
  }
}
