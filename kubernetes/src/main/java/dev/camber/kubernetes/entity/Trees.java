package dev.camber.kubernetes.entity;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes to immutable trees. Stateless. */
final class Trees {
  private Trees() {}

  /** A copy of {@code tree} in which the value at {@code path} is changed. */
  static Json change(Json tree, List<Object> path, UnaryOperator<Json> change) {
    if (path.isEmpty()) {
      return change.apply(tree);
    }
    List<Object> rest = path.subList(1, path.size());
    if (tree instanceof JsonArray array && path.getFirst() instanceof Integer index) {
      List<Json> items = new ArrayList<>(array.items());
      items.set(index, change(items.get(index), rest, change));
      return Json.array(items);
    }
    JsonObject object = (JsonObject) tree;
    String name = (String) path.getFirst();
    Json member = object.members().getOrDefault(name, Json.ofNull());
    return object.with(name, change(member, rest, change));
  }
}
