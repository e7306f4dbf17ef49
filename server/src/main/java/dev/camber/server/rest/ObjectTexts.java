package dev.camber.server.rest;

import dev.camber.model.api.ApiObject;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import dev.camber.server.rest.fields.FieldManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Objects as trees and as text. The text of an object that many watch is made once: the last few
 * thousand are kept, found by identity. Thread-safe without locks; a lost race costs one more
 * encoding.
 */
public final class ObjectTexts {
  private static final int SLOTS = 4096;
  private static final int LARGEST_KEPT = 16 << 10;

  private record Kept(ApiObject<?, ?> object, String text) {}

  private final AtomicReferenceArray<Kept> kept = new AtomicReferenceArray<>(SLOTS);

  /** The object as the API shows it, managed fields included. */
  public static JsonObject tree(ApiObject<?, ?> object) {
    JsonObject tree = object.toJson();
    if (!object.metadata().managedFields().isEmpty()) {
      return tree;
    }
    List<Json> shown = FieldManager.shown(object);
    return shown.isEmpty()
        ? tree
        : tree.with(
            "metadata",
            tree.get("metadata")
                .flatMap(Json::asObject)
                .orElse(JsonObject.EMPTY)
                .with("managedFields", Json.array(shown)));
  }

  /** {@link #tree} as compact JSON. */
  public String compact(ApiObject<?, ?> object) {
    int slot = System.identityHashCode(object) & (SLOTS - 1);
    Kept found = kept.get(slot);
    if (found != null && found.object == object) {
      return found.text;
    }
    String text = JsonWriter.compactHtmlSafe(tree(object));
    if (text.length() <= LARGEST_KEPT) {
      kept.set(slot, new Kept(object, text));
    }
    return text;
  }
}
