package dev.camber.client.print;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values as Go prints them. Stateless. */
public final class GoText {
  private GoText() {}

  /** {@code %v}: {@code map[a:1]}, {@code [1 2]}. */
  static String plain(Json value) {
    return switch (value) {
      case JsonNull n -> "<nil>";
      case JsonBool b -> Boolean.toString(b.value());
      case JsonNumber n -> n.literal();
      case JsonString s -> s.value();
      case JsonArray a ->
          a.items().stream().map(GoText::plain).collect(Collectors.joining(" ", "[", "]"));
      case JsonObject o ->
          new TreeMap<>(o.members())
              .entrySet().stream()
                  .map(e -> e.getKey() + ":" + plain(e.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
    };
  }

  /** The same value with the members of all objects in the order of their names. */
  public static Json sorted(Json value) {
    return switch (value) {
      case JsonArray a -> new JsonArray(a.items().stream().map(GoText::sorted).toList());
      case JsonObject o -> {
        var members = new TreeMap<String, Json>();
        o.members().forEach((name, member) -> members.put(name, sorted(member)));
        yield new JsonObject(members);
      }
      default -> value;
    };
  }
}
