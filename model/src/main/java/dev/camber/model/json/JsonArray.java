package dev.camber.model.json;

import java.util.Iterator;
import java.util.List;

/** A list of values. */
public record JsonArray(List<Json> items) implements Json, Iterable<Json> {
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    items = List.copyOf(items);
  }

  public int size() {
    return items.size();
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public Iterator<Json> iterator() {
    return items.iterator();
  }

  @Override
  public String typeName() {
    return "array";
  }
}
