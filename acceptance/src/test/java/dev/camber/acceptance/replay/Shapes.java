package dev.camber.acceptance.replay;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.json.JsonWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shorter forms in which a JSON answer is recorded. */
final class Shapes {
  private Shapes() {}

  static String indented(Json json) {
    return JsonWriter.pretty(json, " ") + "\n";
  }

  /** Keys down to a depth, below that only the keys' names; types for values. */
  static Json keys(Json json, int depth) {
    return switch (json) {
      case JsonObject o when depth == 0 ->
          Json.of("{" + String.join(", ", new TreeMap<>(o.members()).keySet()) + "}");
      case JsonObject o -> {
        Map<String, Json> out = new LinkedHashMap<>();
        o.members().forEach((k, v) -> out.put(k, keys(v, depth - 1)));
        yield Json.object(out);
      }
      case JsonArray a when a.isEmpty() -> depth == 0 ? Json.of("[]") : a;
      case JsonArray a when depth == 0 -> Json.of("[…]");
      case JsonArray a -> Json.array(List.of(keys(a.items().getFirst(), depth - 1)));
      case JsonString s -> Json.of("str");
      case JsonBool b -> Json.of("bool");
      case JsonNumber n -> Json.of(n.isIntegerLiteral() ? "int" : "float");
      default -> Json.of("NoneType");
    };
  }

  /** {@link #keys} as text. */
  static String keysText(Json json, int depth) {
    return indented(keys(json, depth)).replace("…", "\\u2026");
  }

  /** Of each entry of {@code managedFields} only who and how. */
  static Json thin(Json json) {
    return switch (json) {
      case JsonArray a -> Json.array(a.items().stream().map(Shapes::thin).toList());
      case JsonObject o -> {
        Map<String, Json> out = new LinkedHashMap<>();
        o.members().forEach((k, v) -> out.put(k, k.equals("managedFields") ? owners(v) : thin(v)));
        yield Json.object(out);
      }
      default -> json;
    };
  }

  private static Json owners(Json fields) {
    List<Json> out = new ArrayList<>();
    for (Json entry : fields.asArray().orElse(JsonArray.EMPTY)) {
      Map<String, Json> kept = new LinkedHashMap<>();
      for (String member : List.of("manager", "operation")) {
        entry.at(member).ifPresent(v -> kept.put(member, v));
      }
      out.add(Json.object(kept));
    }
    return Json.array(out);
  }

  /** The names of an OpenAPI document's definitions, then its methods and paths. */
  static String definitions(Json document) {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(members(document.at("definitions").orElse(Json.ofNull())))
        .keySet()
        .forEach(name -> out.append(name).append('\n'));
    out.append('\n');
    new TreeMap<>(members(document.at("paths").orElse(Json.ofNull())))
        .forEach((path, methods) ->
            out.append(
                    String.join(
                        ",",
                        members(methods).keySet().stream()
                            .filter(m -> !m.equals("parameters"))
                            .sorted()
                            .toList()))
                .append(' ')
                .append(path)
                .append('\n'));
    return out.toString();
  }

  private static Map<String, Json> members(Json json) {
    return json.asObject().map(JsonObject::members).orElse(Map.of());
  }

  /** JSON with a space after colons and commas, as the recordings' client sent it. */
  static String spaced(Json json) {
    return switch (json) {
      case JsonObject o ->
          "{"
              + String.join(
                  ", ",
                  o.members().entrySet().stream()
                      .map(e -> Json.of(e.getKey()).compact() + ": " + spaced(e.getValue()))
                      .toList())
              + "}";
      case JsonArray a ->
          "[" + String.join(", ", a.items().stream().map(Shapes::spaced).toList()) + "]";
      default -> json.compact();
    };
  }

  /** Documentation left out; members by name. */
  static Json picked(Json definitions, List<String> names) {
    Map<String, Json> out = new TreeMap<>();
    for (String name : names) {
      definitions.at(name).ifPresent(d -> out.put(name, undocumented(d)));
    }
    return Json.object(out);
  }

  private static Json undocumented(Json json) {
    return switch (json) {
      case JsonArray a -> Json.array(a.items().stream().map(Shapes::undocumented).toList());
      case JsonObject o -> {
        Map<String, Json> out = new TreeMap<>();
        o.members()
            .forEach((k, v) -> {
              if (!(k.equals("description") && v instanceof JsonString) && !k.equals("default")) {
                out.put(k, undocumented(v));
              }
            });
        yield Json.object(out);
      }
      default -> json;
    };
  }

  /** Items of lists and rows of tables by name: their order is no promise. */
  static Json sorted(Json json) {
    if (!(json instanceof JsonObject o)) {
      return json;
    }
    JsonObject out = o;
    for (String list : List.of("items", "rows")) {
      if (out.get(list).orElse(Json.ofNull()) instanceof JsonArray a) {
        out =
            out.with(
                list,
                Json.array(
                    a.items().stream().sorted(Comparator.comparing(Shapes::nameOf)).toList()));
      }
    }
    return out;
  }

  private static String nameOf(Json item) {
    return item.stringAt("metadata", "name")
        .or(() -> item.stringAt("object", "metadata", "name"))
        .or(() ->
            item.at("cells")
                .flatMap(Json::asArray)
                .filter(a -> !a.isEmpty())
                .flatMap(a -> a.items().getFirst().asString()))
        .orElse("");
  }
}
