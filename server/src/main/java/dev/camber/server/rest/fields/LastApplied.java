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

  /** The object with the annotation saying what was applied now, if it had one. */
  static JsonObject updated(JsonObject object, JsonObject configuration) {
    if (object.at("metadata", "annotations", ANNOTATION).isEmpty()) {
      return object;
    }
    JsonObject metadata = member(object, "metadata");
    JsonObject annotations = member(metadata, "annotations");
    JsonObject given = member(configuration, "metadata");
    JsonObject others = member(given, "annotations").without(ANNOTATION);
    JsonObject applied =
        others.isEmpty() ? given.without("annotations") : given.with("annotations", others);
    String text =
        JsonWriter.compactHtmlSafe(sorted(configuration.with("metadata", applied))) + "\n";
    JsonObject after =
        text.length() > LARGEST
            ? annotations.without(ANNOTATION)
            : annotations.with(ANNOTATION, Json.of(text));
    return object.with("metadata", metadata.with("annotations", after));
  }

  private static JsonObject member(JsonObject object, String name) {
    return object.get(name).flatMap(Json::asObject).orElse(JsonObject.EMPTY);
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
