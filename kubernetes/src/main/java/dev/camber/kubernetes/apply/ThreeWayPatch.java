package dev.camber.kubernetes.apply;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The patch that turns a live object into the wanted one and leaves alone what nobody asked for:
 * fields that were applied last time and are no longer wanted go, fields that others set stay. This
 * is what {@code kubectl apply} sends. Stateless.
 */
final class ThreeWayPatch {
  private final String kind;
  private final boolean strategic;

  private ThreeWayPatch(String kind, boolean strategic) {
    this.kind = kind;
    this.strategic = strategic;
  }

  /** For kinds that the API server knows by itself; lists merge by their keys. */
  static JsonObject strategic(
      String kind, JsonObject lastApplied, JsonObject wanted, JsonObject live) {
    return new ThreeWayPatch(kind, true).maps("", lastApplied, wanted, live);
  }

  /** For custom resources: lists are replaced as a whole. */
  static JsonObject merge(JsonObject lastApplied, JsonObject wanted, JsonObject live) {
    return new ThreeWayPatch("", false).maps("", lastApplied, wanted, live);
  }

  private JsonObject maps(String parent, JsonObject last, JsonObject wanted, JsonObject live) {
    Map<String, Json> patch = new LinkedHashMap<>();
    wanted
        .members()
        .forEach((field, value) -> {
          Optional<Json> there = live.get(field);
          if (there.isEmpty()) {
            if (value != JsonNull.NULL) {
              patch.put(field, value);
            }
            return;
          }
          field(parent, field, last.get(field), value, there.get(), patch);
        });
    for (String field : last.members().keySet()) {
      if (!wanted.has(field) && live.has(field)) {
        patch.put(field, Json.ofNull());
      }
    }
    return new JsonObject(patch);
  }

  private void field(
      String parent,
      String field,
      Optional<Json> last,
      Json wanted,
      Json live,
      Map<String, Json> patch) {
    MergeRule rule = strategic ? MergeRule.of(kind, parent, field) : MergeRule.NONE;
    if (wanted instanceof JsonObject wantedMap && live instanceof JsonObject liveMap) {
      JsonObject lastMap = last.flatMap(Json::asObject).orElse(JsonObject.EMPTY);
      JsonObject inner = maps(field, lastMap, wantedMap, liveMap);
      if (inner.isEmpty()) {
        return;
      }
      if (rule.replace()) {
        inner = wantedMap.with("$patch", Json.of("replace"));
      } else if (rule.retainKeys()) {
        inner = retaining(inner, wantedMap);
      }
      patch.put(field, inner);
    } else if (rule.mergeList()
        && wanted instanceof JsonArray wantedList
        && live instanceof JsonArray liveList) {
      JsonArray lastList = last.flatMap(Json::asArray).orElse(JsonArray.EMPTY);
      if (rule.mergeKey().isEmpty()) {
        values(field, lastList, wantedList, liveList, patch);
      } else {
        items(field, rule, lastList, wantedList, liveList, patch);
      }
    } else if (!same(wanted, live)) {
      patch.put(field, wanted);
    }
  }

  private void items(
      String field,
      MergeRule rule,
      JsonArray last,
      JsonArray wanted,
      JsonArray live,
      Map<String, Json> patch) {
    String key = rule.mergeKey();
    List<JsonObject> unmatched = objects(live);
    List<JsonObject> unmatchedLast = objects(last);
    List<Json> changes = new ArrayList<>();
    List<Json> order = new ArrayList<>();
    List<Json> liveOrder = new ArrayList<>();
    Set<Json> wantedKeys = new HashSet<>();
    for (Json item : wanted) {
      Optional<Json> id = item.asObject().flatMap(o -> o.get(key));
      if (id.isEmpty()) {
        // Without its key an item cannot be merged: the list stands for itself, as kubectl fails
        // here and the server says why.
        patch.put(field, wanted);
        return;
      }
      JsonObject wantedItem = item.asObject().orElseThrow();
      order.add(JsonObject.EMPTY.with(key, id.get()));
      wantedKeys.add(id.get());
      // Two items may share a key (a port over TCP and UDP): they pair up in their order.
      Optional<JsonObject> liveItem = take(unmatched, key, id.get());
      JsonObject lastItem = take(unmatchedLast, key, id.get()).orElse(JsonObject.EMPTY);
      if (liveItem.isEmpty()) {
        changes.add(wantedItem);
        continue;
      }
      JsonObject inner = maps(field, lastItem, wantedItem, liveItem.get());
      if (!inner.isEmpty()) {
        if (rule.retainKeys()) {
          inner = retaining(inner, wantedItem);
        }
        changes.add(inner.with(key, id.get()));
      }
    }
    for (Json item : live) {
      Optional<Json> id = item.asObject().flatMap(o -> o.get(key));
      if (id.isPresent() && wantedKeys.contains(id.get())) {
        liveOrder.add(JsonObject.EMPTY.with(key, id.get()));
      }
    }
    for (JsonObject gone : unmatchedLast) {
      Optional<Json> id = gone.get(key);
      if (id.isPresent()
          && !wantedKeys.contains(id.get())
          && take(unmatched, key, id.get()).isPresent()) {
        changes.add(JsonObject.builder().put("$patch", "delete").put(key, id.get()).build());
      }
    }
    boolean reordered = liveOrder.size() == order.size() && !liveOrder.equals(order);
    if (changes.isEmpty() && !reordered) {
      return;
    }
    patch.put("$setElementOrder/" + field, Json.array(order));
    if (!changes.isEmpty()) {
      patch.put(field, Json.array(changes));
    }
  }

  private static void values(
      String field, JsonArray last, JsonArray wanted, JsonArray live, Map<String, Json> patch) {
    List<Json> added = new ArrayList<>(wanted.items());
    added.removeAll(live.items());
    List<Json> gone = new ArrayList<>(last.items());
    gone.removeAll(wanted.items());
    gone.retainAll(live.items());
    if (!gone.isEmpty()) {
      patch.put("$deleteFromPrimitiveList/" + field, Json.array(gone));
    }
    if (!added.isEmpty() || !gone.isEmpty()) {
      patch.put("$setElementOrder/" + field, wanted);
    }
    if (!added.isEmpty()) {
      patch.put(field, Json.array(added));
    }
  }

  private static JsonObject retaining(JsonObject patch, JsonObject wanted) {
    return patch.with(
        "$retainKeys", Json.strings(wanted.members().keySet().stream().sorted().toList()));
  }

  private static List<JsonObject> objects(JsonArray list) {
    List<JsonObject> found = new ArrayList<>();
    for (Json item : list) {
      item.asObject().ifPresent(found::add);
    }
    return found;
  }

  private static Optional<JsonObject> take(List<JsonObject> from, String key, Json id) {
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i).get(key).map(id::equals).orElse(false)) {
        return Optional.of(from.remove(i));
      }
    }
    return Optional.empty();
  }

  /** Equal to the server: {@code 1} and {@code 1.0} are one number, whatever was written. */
  static boolean same(Json a, Json b) {
    return switch (a) {
      case JsonNumber x ->
          b instanceof JsonNumber y
              && (x.equals(y)
                  || new BigDecimal(x.literal()).compareTo(new BigDecimal(y.literal())) == 0);
      case JsonArray x -> {
        if (!(b instanceof JsonArray y) || x.size() != y.size()) {
          yield false;
        }
        for (int i = 0; i < x.size(); i++) {
          if (!same(x.items().get(i), y.items().get(i))) {
            yield false;
          }
        }
        yield true;
      }
      case JsonObject x -> {
        if (!(b instanceof JsonObject y) || !x.members().keySet().equals(y.members().keySet())) {
          yield false;
        }
        for (Map.Entry<String, Json> member : x.members().entrySet()) {
          Optional<Json> other = y.get(member.getKey());
          if (other.isEmpty() || !same(member.getValue(), other.get())) {
            yield false;
          }
        }
        yield true;
      }
      default -> a.equals(b);
    };
  }
}
