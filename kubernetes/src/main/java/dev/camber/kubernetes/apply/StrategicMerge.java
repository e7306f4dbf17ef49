package dev.camber.kubernetes.apply;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API server makes of a patch: used by the fake, and to check that {@link ThreeWayPatch}
 * says what it means. Stateless.
 */
public final class StrategicMerge {
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE = "$deleteFromPrimitiveList/";

  private final String kind;
  private final boolean strategic;

  private StrategicMerge(String kind, boolean strategic) {
    this.kind = kind;
    this.strategic = strategic;
  }

  /** Applies a strategic merge patch to an object of a built-in kind. */
  public static JsonObject apply(JsonObject live, JsonObject patch) {
    return new StrategicMerge(live.stringAt("kind").orElse(""), true).maps("", live, patch);
  }

  /** Applies a JSON merge patch (RFC 7386). */
  public static JsonObject applyMergePatch(JsonObject live, JsonObject patch) {
    return new StrategicMerge("", false).maps("", live, patch);
  }

  private JsonObject maps(String parent, JsonObject live, JsonObject patch) {
    if (strategic && patch.stringAt("$patch").orElse("").equals("replace")) {
      return patch.without("$patch");
    }
    Map<String, Json> out = new LinkedHashMap<>(live.members());
    if (strategic) {
      patch
          .at("$retainKeys")
          .flatMap(Json::asArray)
          .ifPresent(keys -> out.keySet().removeIf(name -> !keys.items().contains(Json.of(name))));
    }
    patch
        .members()
        .forEach((field, value) -> {
          if (strategic && field.startsWith("$")) {
            directive(parent, field, value, patch, out);
          } else if (value == JsonNull.NULL) {
            out.remove(field);
          } else {
            out.put(field, merged(parent, field, out.get(field), value, patch));
          }
        });
    return new JsonObject(out);
  }

  private void directive(
      String parent, String field, Json value, JsonObject patch, Map<String, Json> out) {
    if (field.startsWith(DELETE)) {
      String list = field.substring(DELETE.length());
      if (out.get(list) instanceof JsonArray there) {
        List<Json> left = new ArrayList<>(there.items());
        left.removeAll(value.asArray().orElse(JsonArray.EMPTY).items());
        out.put(list, Json.array(left));
      }
    } else if (field.startsWith(ORDER) && !patch.has(field.substring(ORDER.length()))) {
      String list = field.substring(ORDER.length());
      if (out.get(list) instanceof JsonArray there) {
        out.put(list, ordered(there.items(), value, MergeRule.of(kind, parent, list).mergeKey()));
      }
    }
  }

  private Json merged(
      String parent, String field, @Nullable Json live, Json patch, JsonObject around) {
    if (patch instanceof JsonObject map) {
      return maps(field, live instanceof JsonObject there ? there : JsonObject.EMPTY, map);
    }
    MergeRule rule = strategic ? MergeRule.of(kind, parent, field) : MergeRule.NONE;
    if (!rule.mergeList() || !(patch instanceof JsonArray changes)) {
      return patch;
    }
    List<Json> items =
        new ArrayList<>(live instanceof JsonArray there ? there.items() : List.<Json>of());
    for (Json change : changes) {
      if (rule.mergeKey().isEmpty()) {
        if (!items.contains(change)) {
          items.add(change);
        }
        continue;
      }
      JsonObject item = change.asObject().orElse(JsonObject.EMPTY);
      int at = index(items, rule.mergeKey(), item.get(rule.mergeKey()));
      if (item.stringAt("$patch").orElse("").equals("delete")) {
        if (at >= 0) {
          items.remove(at);
        }
      } else if (at < 0) {
        items.add(maps(field, JsonObject.EMPTY, item));
      } else {
        items.set(at, maps(field, items.get(at).asObject().orElse(JsonObject.EMPTY), item));
      }
    }
    return around
        .get(ORDER + field)
        .map(order -> ordered(items, order, rule.mergeKey()))
        .orElseGet(() -> Json.array(items));
  }

  /** Listed items in the listed order, the others where they were relative to the end. */
  private static Json ordered(List<Json> items, Json order, String key) {
    List<Json> out = new ArrayList<>();
    List<Json> rest = new ArrayList<>(items);
    for (Json wanted : order.asArray().orElse(JsonArray.EMPTY)) {
      int at =
          key.isEmpty()
              ? rest.indexOf(wanted)
              : index(rest, key, wanted.asObject().flatMap(o -> o.get(key)));
      if (at >= 0) {
        out.add(rest.remove(at));
      }
    }
    out.addAll(rest);
    return Json.array(out);
  }

  private static int index(List<Json> items, String key, Optional<Json> id) {
    for (int i = 0; i < items.size(); i++) {
      Optional<Json> other = items.get(i).asObject().flatMap(o -> o.get(key));
      if (id.isPresent() && other.equals(id)) {
        return i;
      }
    }
    return -1;
  }
}
