package dev.camber.kubernetes.apply;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The annotation in which {@code kubectl apply} keeps what was applied, so that both tools can take
 * turns. Stateless.
 */
public final class LastApplied {
  public static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  private LastApplied() {}

  /** A copy that carries itself in the annotation. */
  static JsonObject annotate(JsonObject object) {
    JsonObject bare = withAnnotations(object, annotations(object).without(ANNOTATION));
    return withAnnotations(
        bare, annotations(bare).with(ANNOTATION, Json.of(sorted(bare).compact() + "\n")));
  }

  /** What was applied last; empty if nobody did or it cannot be read. */
  static JsonObject read(JsonObject live) {
    String text = annotations(live).stringAt(ANNOTATION).orElse("");
    if (text.isEmpty()) {
      return JsonObject.EMPTY;
    }
    try {
      return Json.parse(text).asObject().orElse(JsonObject.EMPTY);
    } catch (JsonSyntaxException e) {
      return JsonObject.EMPTY;
    }
  }

  /** A copy without what only concerns the tools: the annotation and the managed fields. */
  public static JsonObject strip(JsonObject applied) {
    JsonObject meta = applied.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    JsonObject annotations = annotations(applied).without(ANNOTATION);
    meta = meta.without("managedFields");
    meta =
        annotations.isEmpty() ? meta.without("annotations") : meta.with("annotations", annotations);
    return applied.with("metadata", meta);
  }

  private static JsonObject annotations(JsonObject object) {
    return object.at("metadata", "annotations").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
  }

  private static JsonObject withAnnotations(JsonObject object, JsonObject annotations) {
    JsonObject meta = object.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    return object.with("metadata", meta.with("annotations", annotations));
  }

  private static Json sorted(Json value) {
    return switch (value) {
      case JsonObject o -> {
        Map<String, Json> members = new TreeMap<>();
        o.members().forEach((name, member) -> members.put(name, sorted(member)));
        yield new JsonObject(members);
      }
      case JsonArray a -> {
        List<Json> items = new ArrayList<>();
        a.forEach(item -> items.add(sorted(item)));
        yield Json.array(items);
      }
      default -> value;
    };
  }
}
