package dev.camber.server.rest.fields;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects as field management sees them: comparing, merging, pruning. Stateless. Objects are merged
 * member by member; lists are one value, but for finalizers and owner references.
 */
final class Trees {
  private static final List<String> METADATA =
      List.of("annotations", "finalizers", "labels", "ownerReferences");
  private static final String FINALIZERS = "/metadata/finalizers";
  private static final String OWNERS = "/metadata/ownerReferences";

  private Trees() {}

  /** What differs between two objects. */
  record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
    static final Comparison NONE = new Comparison(FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.EMPTY);

    FieldSet set() {
      return added.union(modified);
    }

    boolean isEmpty() {
      return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }

    private Comparison with(String element, Comparison below) {
      return new Comparison(
          added.with(element, below.added),
          modified.with(element, below.modified),
          removed.with(element, below.removed));
    }
  }

  /** An object without what nobody manages: identity, and what the server itself writes. */
  static JsonObject managed(JsonObject object) {
    JsonObject.Builder out = JsonObject.builder();
    object
        .members()
        .forEach((name, value) -> {
          if (name.equals("metadata")) {
            JsonObject.Builder metadata = JsonObject.builder();
            JsonObject given = value.asObject().orElse(JsonObject.EMPTY);
            for (String member : METADATA) {
              given.get(member).ifPresent(v -> metadata.put(member, v));
            }
            out.put(name, metadata.build());
          } else if (!name.equals("apiVersion") && !name.equals("kind")) {
            out.put(name, value);
          }
        });
    return out.build();
  }

  static Comparison compare(JsonObject left, JsonObject right) {
    return compare(Optional.of(left), Optional.of(right), "");
  }

  private static Comparison compare(
      Optional<? extends Json> left, Optional<? extends Json> right, String path) {
    if (left.isEmpty() && right.isEmpty()) {
      return Comparison.NONE;
    }
    Comparison below = children(left, right, path);
    if (left.isEmpty()) {
      return new Comparison(below.added.withMember(), below.modified, below.removed);
    }
    if (right.isEmpty()) {
      return new Comparison(below.added, below.modified, below.removed.withMember());
    }
    if (below.isEmpty() && !left.get().equals(right.get())) {
      return new Comparison(FieldSet.EMPTY, FieldSet.LEAF, FieldSet.EMPTY);
    }
    return below;
  }

  private static Comparison children(
      Optional<? extends Json> left, Optional<? extends Json> right, String path) {
    @Nullable Map<String, Json> a = elements(left, path);
    @Nullable Map<String, Json> b = elements(right, path);
    if (a == null && b == null || a == null && left.isPresent() || b == null && right.isPresent()) {
      return Comparison.NONE; // one of them is no container: they differ as a whole
    }
    Map<String, Json> before = a == null ? Map.of() : a;
    Map<String, Json> after = b == null ? Map.of() : b;
    Comparison out = Comparison.NONE;
    Set<String> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String element : all) {
      Comparison below =
          element.charAt(0) == 'f'
              ? compare(
                  Optional.ofNullable(before.get(element)),
                  Optional.ofNullable(after.get(element)),
                  path + "/" + element.substring(2))
              : item(before.get(element), after.get(element));
      out = out.with(element, below);
    }
    return out;
  }

  private static Comparison item(@Nullable Json before, @Nullable Json after) {
    if (before == null) {
      return new Comparison(FieldSet.LEAF, FieldSet.EMPTY, FieldSet.EMPTY);
    }
    if (after == null) {
      return new Comparison(FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.LEAF);
    }
    return before.equals(after)
        ? Comparison.NONE
        : new Comparison(FieldSet.EMPTY, FieldSet.LEAF, FieldSet.EMPTY);
  }

  /** The elements of a container by their wire names; null for a value that is one piece. */
  private static @Nullable Map<String, Json> elements(Optional<? extends Json> value, String path) {
    if (value.isEmpty()) {
      return null;
    }
    Map<String, Json> out = new LinkedHashMap<>();
    switch (value.get()) {
      case JsonObject o -> o.members().forEach((name, member) -> out.put("f:" + name, member));
      case JsonArray a when path.equals(FINALIZERS) -> {
        for (Json item : a) {
          out.put("v:" + item.compact(), item);
        }
      }
      case JsonArray a when path.equals(OWNERS) -> {
        for (Json item : a) {
          out.put("k:" + key(item), item);
        }
      }
      default -> {
        return null;
      }
    }
    return out;
  }

  private static String key(Json owner) {
    return JsonObject.builder().put("uid", owner.stringAt("uid").orElse("")).build().compact();
  }

  /** The fields that a configuration says something about. */
  static FieldSet fieldsOf(JsonObject configuration) {
    return fieldsOf(configuration, "");
  }

  private static FieldSet fieldsOf(Json value, String path) {
    @Nullable Map<String, Json> elements = elements(Optional.of(value), path);
    if (elements == null || elements.isEmpty()) {
      return path.isEmpty() ? FieldSet.EMPTY : FieldSet.LEAF;
    }
    FieldSet out = FieldSet.EMPTY;
    for (Map.Entry<String, Json> element : elements.entrySet()) {
      out =
          out.with(
              element.getKey(),
              element.getKey().charAt(0) == 'f'
                  ? fieldsOf(element.getValue(), path + "/" + element.getKey().substring(2))
                  : FieldSet.LEAF);
    }
    return out;
  }

  /** What {@code live} becomes when {@code configuration} is laid over it. */
  static JsonObject merge(JsonObject live, JsonObject configuration) {
    return merge(live, configuration, "").asObject().orElse(live);
  }

  private static Json merge(Json live, Json given, String path) {
    if (live instanceof JsonObject a && given instanceof JsonObject b) {
      JsonObject.Builder out = a.toBuilder();
      b.members()
          .forEach((name, value) ->
              out.put(
                  name,
                  a.get(name).map(old -> merge(old, value, path + "/" + name)).orElse(value)));
      return out.build();
    }
    boolean keyed = path.equals(FINALIZERS) || path.equals(OWNERS);
    if (keyed && live instanceof JsonArray && given instanceof JsonArray) {
      Map<String, Json> items = elements(Optional.of(live), path);
      Map<String, Json> more = elements(Optional.of(given), path);
      Map<String, Json> out = new LinkedHashMap<>(items == null ? Map.of() : items);
      out.putAll(more == null ? Map.of() : more);
      return new JsonArray(new ArrayList<>(out.values()));
    }
    return given;
  }

  /** An object without the fields of a set; containers go when nothing is left in them. */
  static JsonObject without(JsonObject object, FieldSet fields) {
    return without(object, fields, "").asObject().orElse(JsonObject.EMPTY);
  }

  private static Json without(Json value, FieldSet fields, String path) {
    if (value instanceof JsonObject object) {
      JsonObject.Builder out = JsonObject.builder();
      object
          .members()
          .forEach((name, member) -> {
            FieldSet here = fields.below("f:" + name);
            if (here.isEmpty()) {
              out.put(name, member);
            } else if (!here.children().isEmpty()) {
              Json rest = without(member, here, path + "/" + name);
              if (!here.member() || !isEmpty(rest)) {
                out.put(name, rest);
              }
            }
          });
      return out.build();
    }
    @Nullable Map<String, Json> items = elements(Optional.of(value), path);
    if (items == null) {
      return value;
    }
    List<Json> kept = new ArrayList<>();
    items.forEach((element, item) -> {
      if (fields.below(element).isEmpty()) {
        kept.add(item);
      }
    });
    return new JsonArray(kept);
  }

  private static boolean isEmpty(Json value) {
    return switch (value) {
      case JsonObject o -> o.isEmpty();
      case JsonArray a -> a.isEmpty();
      case JsonNull n -> true;
      default -> false;
    };
  }
}
