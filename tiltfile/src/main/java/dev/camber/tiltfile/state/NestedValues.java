package dev.camber.tiltfile.state;

import dev.camber.model.json.JsonObject;
import dev.camber.starlark.StarlarkDict;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the dicts that nested constructors returned stand for; their paths were resolved when they
 * were made. One evaluation's thread.
 */
public final class NestedValues {
  private final Map<StarlarkDict, JsonObject> trees = new IdentityHashMap<>();

  public void put(StarlarkDict dict, JsonObject tree) {
    trees.put(dict, tree);
  }

  public Optional<JsonObject> find(StarlarkDict dict) {
    return Optional.ofNullable(trees.get(dict));
  }
}
