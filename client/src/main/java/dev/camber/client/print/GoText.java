package dev.camber.client.print;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.TreeMap;

/** Values in the order in which Go prints them. Stateless. */
public final class GoText {
  private GoText() {}

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
