package dev.camber.server.rest.fields;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import java.util.TreeMap;

/**
 * The annotation in which client-side apply keeps what was applied last. A server-side apply by
 * kubectl updates it, as a Kubernetes server does: otherwise the next client-side apply would take
 * back what this one did.
 */
final class LastApplied {
  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  /** Kubernetes allows so much in all annotations; a longer one is dropped. */
  private static final int LARGEST = 256 << 10;

  private LastApplied() {}

  /** The object with the annotation saying what it is now, if it had one. */
  static JsonObject updated(JsonObject object) {
    if (object.at("metadata", "annotations", ANNOTATION).isEmpty()) {
      return object;
    }
    JsonObject metadata = object.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    JsonObject annotations =
        metadata.get("annotations").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    JsonObject others = annotations.without(ANNOTATION);
    JsonObject.Builder applied = JsonObject.builder();
    for (String member : java.util.List.of("labels", "finalizers", "ownerReferences", "name")) {
      metadata.get(member).filter(LastApplied::says).ifPresent(v -> applied.put(member, v));
    }
    if (!others.isEmpty()) {
      applied.put("annotations", others);
    }
    JsonObject whole = object.without("status").with("metadata", applied.build());
    String text = JsonWriter.compactHtmlSafe(sorted(whole)) + "\n";
    JsonObject after =
        text.length() > LARGEST ? others : annotations.with(ANNOTATION, Json.of(text));
    return object.with("metadata", metadata.with("annotations", after));
  }

  private static boolean says(Json value) {
    return !value.equals(Json.ofNull());
  }

  private static Json sorted(Json json) {
    return switch (json) {
      case JsonObject o -> {
        TreeMap<String, Json> out = new TreeMap<>();
        o.members().forEach((name, value) -> out.put(name, sorted(value)));
        yield new JsonObject(out);
      }
      case JsonArray a -> Json.array(a.items().stream().map(LastApplied::sorted).toList());
      default -> json;
    };
  }
}
