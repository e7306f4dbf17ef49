package dev.camber.server.rest.fields;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths into an object, as a tree. Elements are written as on the wire: {@code f:name},
 * <code>k:{"uid":"…"}</code>, {@code v:"value"}. Immutable.
 *
 * @param member whether the path to here is in the set itself
 * @param children what lies below, without empty sets
 */
record FieldSet(boolean member, SortedMap<String, FieldSet> children) {
  static final FieldSet EMPTY = new FieldSet(false, new TreeMap<>());

  /** The set that holds the path to here. */
  static final FieldSet LEAF = new FieldSet(true, new TreeMap<>());

  FieldSet {
    children = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(children));
  }

  boolean isEmpty() {
    return !member && children.isEmpty();
  }

  FieldSet withMember() {
    return new FieldSet(true, children);
  }

  /** This set with another below an element, or nothing there if that one is empty. */
  FieldSet with(String element, FieldSet below) {
    SortedMap<String, FieldSet> copy = new TreeMap<>(children);
    if (below.isEmpty()) {
      copy.remove(element);
    } else {
      copy.put(element, below);
    }
    return new FieldSet(member, copy);
  }

  FieldSet below(String element) {
    FieldSet child = children.get(element);
    return child == null ? EMPTY : child;
  }

  FieldSet union(FieldSet other) {
    SortedMap<String, FieldSet> copy = new TreeMap<>(children);
    other.children.forEach((element, set) -> copy.merge(element, set, FieldSet::union));
    return new FieldSet(member || other.member, copy);
  }

  FieldSet difference(FieldSet other) {
    FieldSet out = new FieldSet(member && !other.member, new TreeMap<>());
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      out = out.with(child.getKey(), child.getValue().difference(other.below(child.getKey())));
    }
    return out;
  }

  FieldSet intersection(FieldSet other) {
    FieldSet out = new FieldSet(member && other.member, new TreeMap<>());
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      out = out.with(child.getKey(), child.getValue().intersection(other.below(child.getKey())));
    }
    return out;
  }

  /** The paths as messages show them: {@code .spec.args}, {@code .metadata.finalizers["x"]}. */
  List<String> paths() {
    List<String> out = new ArrayList<>();
    collect("", out);
    return out;
  }

  private void collect(String prefix, List<String> out) {
    if (member && !prefix.isEmpty()) {
      out.add(prefix);
    }
    children.forEach((element, set) -> {
      String text = element.substring(2);
      String step =
          switch (element.charAt(0)) {
            case 'f' -> "." + text;
            case 'v' -> "[=" + text + "]";
            default -> "[" + keyText(text) + "]";
          };
      set.collect(prefix + step, out);
    });
  }

  private static String keyText(String json) {
    return json.startsWith("{\"") && json.endsWith("}")
        ? json.substring(2, json.length() - 1).replace("\":", "=")
        : json;
  }

  /** The form of {@code fieldsV1}. */
  JsonObject toJson() {
    JsonObject.Builder out = JsonObject.builder();
    if (member && !children.isEmpty()) {
      out.put(".", JsonObject.EMPTY);
    }
    children.forEach((element, set) -> out.put(element, set.toJson()));
    return out.build();
  }

  /** Reads {@code fieldsV1}; what is no object counts as empty. */
  static FieldSet parse(Json value) {
    return node(value, false);
  }

  private static FieldSet node(Json value, boolean inside) {
    @Nullable JsonObject object = value.asObject().orElse(null);
    if (object == null || object.isEmpty()) {
      return inside ? LEAF : EMPTY;
    }
    FieldSet out = new FieldSet(object.has("."), new TreeMap<>());
    for (Map.Entry<String, Json> child : object.members().entrySet()) {
      if (child.getKey().length() > 2) {
        out = out.with(child.getKey(), node(child.getValue(), true));
      }
    }
    return out;
  }
}
