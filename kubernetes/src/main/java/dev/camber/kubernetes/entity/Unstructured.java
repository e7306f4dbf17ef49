package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.DecodingException;
import dev.camber.kubernetes.types.GoNames;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.GoNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objects of unknown kinds, which are kept as they are but for their numbers. Stateless. */
final class Unstructured {
  private Unstructured() {}

  static K8sEntity decode(GroupVersionKind gvk, JsonObject object) throws DecodingException {
    JsonObject tree = (JsonObject) numbers(object);
    return new K8sEntity(gvk, tree.has("items") ? list(tree) : tree, Optional.empty(), Set.of());
  }

  /** What has items is a list, one object without a name; its items take their kind from it. */
  private static JsonObject list(JsonObject tree) throws DecodingException {
    Json items = tree.members().getOrDefault("items", JsonNull.NULL);
    if (items == JsonNull.NULL) {
      return tree.with("items", JsonArray.EMPTY);
    }
    if (!(items instanceof JsonArray array)) {
      throw new DecodingException(
          "json: cannot unmarshal "
              + GoNames.of(items)
              + " into Go struct field decodeList.items of type []json.RawMessage");
    }
    List<Json> named = new ArrayList<>();
    for (Json item : array) {
      named.add(item instanceof JsonObject o ? withKind(o, tree) : item);
    }
    return tree.with("items", Json.array(named));
  }

  private static JsonObject withKind(JsonObject item, JsonObject list) {
    String listKind = list.stringAt("kind").orElse("");
    String kind =
        listKind.endsWith("List")
            ? listKind.substring(0, listKind.length() - "List".length())
            : listKind;
    if (!item.stringAt("kind").orElse("").isEmpty()) {
      return item;
    }
    return item.with("kind", Json.of(kind))
        .with("apiVersion", Json.of(list.stringAt("apiVersion").orElse("")));
  }

  /** Whole numbers of 64 bits stay; all others become floating-point numbers. */
  private static Json numbers(Json value) {
    return switch (value) {
      case JsonNumber n -> number(n);
      case JsonArray a -> {
        List<Json> items = new ArrayList<>(a.size());
        a.forEach(item -> items.add(numbers(item)));
        yield Json.array(items);
      }
      case JsonObject o -> {
        Map<String, Json> members = new LinkedHashMap<>();
        o.members().forEach((name, member) -> members.put(name, numbers(member)));
        yield new JsonObject(members);
      }
      default -> value;
    };
  }

  private static JsonNumber number(JsonNumber n) {
    if (n.isIntegerLiteral()) {
      try {
        return Json.of(Long.parseLong(n.literal()));
      } catch (NumberFormatException beyondLong) {
        return new JsonNumber(GoNumbers.json(n.doubleValue()));
      }
    }
    return new JsonNumber(GoNumbers.json(n.doubleValue()));
  }
}
