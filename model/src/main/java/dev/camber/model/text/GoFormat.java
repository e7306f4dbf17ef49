package dev.camber.model.text;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values as Go's fmt package prints them. Stateless. */
public final class GoFormat {
  private GoFormat() {}

  /** {@code %v}: {@code map[a:1]}, {@code [1 2]}. */
  public static String plain(Json value) {
    return switch (value) {
      case JsonNull n -> "<nil>";
      case JsonBool b -> Boolean.toString(b.value());
      case JsonNumber n -> n.literal();
      case JsonString s -> s.value();
      case JsonArray a ->
          a.items().stream().map(GoFormat::plain).collect(Collectors.joining(" ", "[", "]"));
      case JsonObject o ->
          new TreeMap<>(o.members())
              .entrySet().stream()
                  .map(e -> e.getKey() + ":" + plain(e.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
    };
  }

  /** {@code %T} of a value that was decoded without a type of its own. */
  public static String typeName(Json value) {
    return switch (value) {
      case JsonNull n -> "<nil>";
      case JsonBool b -> "bool";
      case JsonNumber n -> n.isIntegerLiteral() ? "int64" : "float64";
      case JsonString s -> "string";
      case JsonArray a -> "[]interface {}";
      case JsonObject o -> "map[string]interface {}";
    };
  }
}
