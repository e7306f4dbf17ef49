package dev.camber.model.patch;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;

/** RFC 7386. Stateless. */
public final class MergePatch {
  private MergePatch() {}

  /** {@code target} with {@code patch} laid over it; null deletes. */
  public static Json apply(Json target, Json patch) {
    if (!(patch instanceof JsonObject changes)) {
      return patch;
    }
    JsonObject base = target instanceof JsonObject o ? o : JsonObject.EMPTY;
    JsonObject out = base;
    for (var change : changes.members().entrySet()) {
      String name = change.getKey();
      out =
          change.getValue() instanceof JsonNull
              ? out.without(name)
              : out.with(name, apply(base.get(name).orElse(JsonNull.NULL), change.getValue()));
    }
    return out;
  }
}
