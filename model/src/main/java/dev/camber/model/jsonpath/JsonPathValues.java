package dev.camber.model.jsonpath;

import dev.camber.model.json.Json;
import java.util.List;

/**
 * How a walk looks into values of a kind of its own, which may know more than their JSON: a type,
 * or where they stand.
 */
public interface JsonPathValues<V> {
  Json json(V value);

  /** A value that stands in the template itself. */
  V constant(Json value);

  /** The members of that name: one, none, or several where a type names two fields alike. */
  List<V> members(V value, String name);

  /** The items of an array in their order, the members of an object; nothing of anything else. */
  List<V> children(V value);

  /** The name of its type in messages. */
  String typeName(V value);
}
