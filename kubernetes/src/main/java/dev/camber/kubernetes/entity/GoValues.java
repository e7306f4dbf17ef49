package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.ApiType;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.text.GoFormat;
import dev.camber.model.yaml.GoNumbers;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values and their types as Go shows them in messages. Stateless. */
final class GoValues {
  private GoValues() {}

  /** {@code %T}. */
  static String typeName(JsonPath.Match match) {
    ApiType type = match.type();
    if (type != null) {
      return type.goName();
    }
    // A number that stands in the path itself.
    boolean constant = match.path() == null;
    return constant && match.value() instanceof JsonNumber n && n.isIntegerLiteral()
        ? "int"
        : GoFormat.typeName(match.value());
  }

  /** {@code %v}: {@code map[a:1]}. */
  static String plain(JsonPath.Match match) {
    return GoFormat.plain(match.value());
  }

  /** {@code %s}, which marks what is no string: {@code map[a:%!s(int64=1)]}. */
  static String shown(JsonPath.Match match) {
    return shown(match.value());
  }

  private static String shown(Json value) {
    return switch (value) {
      case JsonNull n -> "%!s(<nil>)";
      case JsonBool b -> "%!s(bool=" + b.value() + ")";
      case JsonNumber n ->
          n.isIntegerLiteral()
              ? "%!s(int64=" + n.literal() + ")"
              : "%!s(float64=" + GoNumbers.json(n.doubleValue()) + ")";
      case JsonString s -> s.value();
      case JsonArray a ->
          StreamSupport.stream(a.spliterator(), false)
              .map(GoValues::shown)
              .collect(Collectors.joining(" ", "[", "]"));
      case JsonObject o ->
          new TreeMap<>(o.members())
              .entrySet().stream()
                  .map(e -> e.getKey() + ":" + shown(e.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
    };
  }
}
