package dev.camber.client;

import dev.camber.client.print.GoText;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.json.JsonWriter;
import java.util.Map;
import java.util.Optional;

/**
 * The note that apply leaves on an object of what was applied, and the patch that follows from it:
 * what the file says, less what it said before and says no more. Stateless.
 */
final class LastApplied {
  static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  private LastApplied() {}

  /** The object with a note of itself. */
  static JsonObject noted(JsonObject object) {
    JsonObject metadata = object.at("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    JsonObject annotations =
        metadata.at("annotations").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    JsonObject bare =
        object.with("metadata", metadata.with("annotations", annotations.without(ANNOTATION)));
    String note = JsonWriter.compactHtmlSafe(GoText.sorted(bare)) + "\n";
    return object.with(
        "metadata", metadata.with("annotations", annotations.with(ANNOTATION, Json.of(note))));
  }

  /** What the note of an object says. */
  static Optional<JsonObject> of(JsonObject object) throws Refused {
    Optional<String> note = object.stringAt("metadata", "annotations", ANNOTATION);
    if (note.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Json.parse(note.get()).asObject();
    } catch (JsonSyntaxException e) {
      throw Refused.plain(
          "error: the annotation "
              + ANNOTATION
              + " of "
              + Output.nameOf(object)
              + " is no JSON: "
              + e.getMessage());
    }
  }

  /** The merge patch that makes {@code current} what {@code wanted} says. */
  static JsonObject patch(JsonObject before, JsonObject wanted, JsonObject current) {
    JsonObject.Builder out = JsonObject.builder();
    for (Map.Entry<String, Json> member : wanted.members().entrySet()) {
      String name = member.getKey();
      Json now = current.get(name).orElse(JsonNull.NULL);
      if (member.getValue() instanceof JsonObject o && now instanceof JsonObject n) {
        JsonObject old = before.at(name).flatMap(Json::asObject).orElse(JsonObject.EMPTY);
        JsonObject below = patch(old, o, n);
        if (!below.isEmpty()) {
          out.put(name, below);
        }
      } else if (!member.getValue().equals(now) && !absent(member.getValue(), current, name)) {
        out.put(name, member.getValue());
      }
    }
    for (String name : before.members().keySet()) {
      if (!wanted.has(name) && current.has(name)) {
        out.put(name, Json.ofNull());
      }
    }
    return out.build();
  }

  /** Whether the file says "nothing" about a member that is not there. */
  private static boolean absent(Json wanted, JsonObject current, String name) {
    return !current.has(name)
        && (wanted == JsonNull.NULL || (wanted instanceof JsonObject o && o.isEmpty()));
  }

  /** The merge patch between two versions of an object. */
  static JsonObject difference(JsonObject from, JsonObject to) {
    return patch(from, to, from);
  }
}
