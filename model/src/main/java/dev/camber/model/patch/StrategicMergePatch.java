package dev.camber.model.patch;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kubernetes' strategic merge: a merge patch that knows lists. Our kinds mark no list for merging,
 * so lists replace, but for finalizers (a set) and owner references (merged by uid). Directives
 * ({@code $patch}, {@code $retainKeys}, {@code $deleteFromPrimitiveList}) work; {@code
 * $setElementOrder} only orders, and is dropped. Stateless.
 */
public final class StrategicMergePatch {
  private static final String PATCH = "$patch";
  private static final String RETAIN = "$retainKeys";
  private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
  private static final String ORDER = "$setElementOrder/";

  private StrategicMergePatch() {}

  /** {@code target} with {@code patch} laid over it. */
  public static Json apply(Json target, Json patch) throws PatchException {
    if (!(patch instanceof JsonObject changes)) {
      throw PatchException.malformed("a merge patch is an object, found " + patch.typeName());
    }
    return object(target instanceof JsonObject o ? o : JsonObject.EMPTY, changes, "");
  }

  private static JsonObject object(JsonObject base, JsonObject patch, String path)
      throws PatchException {
    switch (patch.stringAt(PATCH).orElse("merge")) {
      case "replace" -> {
        return patch.without(PATCH);
      }
      case "delete" -> {
        return JsonObject.EMPTY;
      }
      case "merge" -> {}
      default ->
          throw PatchException.malformed(
              "unknown $patch \"" + patch.stringAt(PATCH).orElse("") + "\"");
    }
    JsonObject out = retain(base, patch);
    for (Map.Entry<String, Json> change : patch.members().entrySet()) {
      String name = change.getKey();
      Json value = change.getValue();
      if (name.equals(PATCH) || name.equals(RETAIN) || name.startsWith(ORDER)) {
        continue;
      }
      if (name.startsWith(DELETE_FROM)) {
        String list = name.substring(DELETE_FROM.length());
        out = out.with(list, without(out.get(list).orElse(JsonArray.EMPTY), value));
        continue;
      }
      Json old = base.get(name).orElse(JsonNull.NULL);
      String here = path + "/" + name;
      if (value instanceof JsonNull) {
        out = out.without(name);
      } else if (value instanceof JsonObject o) {
        out = out.with(name, object(old instanceof JsonObject b ? b : JsonObject.EMPTY, o, here));
        if (o.stringAt(PATCH).orElse("").equals("delete")) {
          out = out.without(name);
        }
      } else if (value instanceof JsonArray items && here.equals("/metadata/finalizers")) {
        Set<Json> all = new LinkedHashSet<>(items(old));
        all.addAll(items.items());
        out = out.with(name, new JsonArray(List.copyOf(all)));
      } else if (value instanceof JsonArray items && here.equals("/metadata/ownerReferences")) {
        out = out.with(name, keyed(items(old), items.items()));
      } else if (value instanceof JsonArray items) {
        out = out.with(name, plain(items));
      } else {
        out = out.with(name, value);
      }
    }
    return out;
  }

  private static JsonObject retain(JsonObject base, JsonObject patch) {
    if (!(patch.get(RETAIN).orElse(JsonNull.NULL) instanceof JsonArray keys)) {
      return base;
    }
    JsonObject out = base;
    for (String name : base.members().keySet()) {
      if (!keys.items().contains(Json.of(name))) {
        out = out.without(name);
      }
    }
    return out;
  }

  private static List<Json> items(Json value) {
    return value instanceof JsonArray a ? a.items() : List.of();
  }

  private static Json without(Json list, Json gone) {
    List<Json> kept = new ArrayList<>(items(list));
    kept.removeAll(items(gone));
    return new JsonArray(kept);
  }

  private static JsonArray keyed(List<Json> old, List<Json> changes) throws PatchException {
    Map<String, Json> byUid = new LinkedHashMap<>();
    for (Json item : old) {
      byUid.put(item.stringAt("uid").orElse(""), item);
    }
    for (Json change : changes) {
      String uid =
          change
              .stringAt("uid")
              .orElseThrow(() -> PatchException.malformed("an owner reference without uid"));
      String directive = change.stringAt(PATCH).orElse("");
      if (directive.equals("delete")) {
        byUid.remove(uid);
      } else {
        byUid.merge(uid, change, MergePatch::apply);
      }
    }
    return new JsonArray(new ArrayList<>(byUid.values()));
  }

  /** A list that replaces: items that are directives are none of its items. */
  private static JsonArray plain(JsonArray items) {
    return new JsonArray(
        items.items().stream().filter(item -> item.stringAt(PATCH).isEmpty()).toList());
  }
}
