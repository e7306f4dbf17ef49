package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.ApiType;
import dev.camber.kubernetes.types.TypedDecoder;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.jsonpath.JsonPathException;
import dev.camber.model.jsonpath.JsonPathNode;
import dev.camber.model.jsonpath.JsonPathParser;
import dev.camber.model.jsonpath.JsonPathValues;
import dev.camber.model.jsonpath.JsonPathWalk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath template, and what it finds in an object. Works on known kinds by their JSON names;
 * there, fields that are left out when empty are found too. Immutable.
 */
public final class JsonPath {
  /**
   * Something found.
   *
   * @param type its Go type, null in objects of unknown kinds
   * @param path member names and item numbers that lead to it; null for a constant
   */
  record Match(Json value, @Nullable ApiType type, @Nullable List<Object> path) {}

  private final String text;
  private final List<JsonPathNode> nodes;

  private JsonPath(String text, List<JsonPathNode> nodes) {
    this.text = text;
    this.nodes = nodes;
  }

  /**
   * @throws ManifestException with the parser's bare message, such as {@code unclosed action}
   */
  public static JsonPath parse(String text) throws ManifestException {
    try {
      return new JsonPath(text, List.copyOf(JsonPathParser.parse(text)));
    } catch (JsonPathException e) {
      throw new ManifestException(String.valueOf(e.getMessage()));
    }
  }

  /** All that the template finds, in its order. */
  List<Match> find(K8sEntity entity) throws ManifestException {
    Match root = new Match(entity.tree(), entity.type().orElse(null), List.of());
    try {
      return new JsonPathWalk<>(new Matches(), false)
          .find(nodes, root).stream().flatMap(List::stream).toList();
    } catch (JsonPathException e) {
      throw new ManifestException(String.valueOf(e.getMessage()));
    }
  }

  /** Values that know their Go type, where they have one, and where they stand. */
  private static final class Matches implements JsonPathValues<Match> {
    @Override
    public Json json(Match match) {
      return match.value();
    }

    @Override
    public Match constant(Json value) {
      return new Match(value, null, null);
    }

    @Override
    public List<Match> members(Match match, String name) {
      if (!(match.value() instanceof JsonObject object)) {
        return List.of();
      }
      ApiType type = pointee(match.type());
      if (type instanceof ApiType.Struct struct) {
        return struct.fields().stream()
            .filter(field -> field.json().equals(name))
            .map(field -> fieldOf(match, object, field))
            .toList();
      }
      Json value = object.members().get(name);
      return value == null ? List.of() : List.of(child(match, name, value, element(type)));
    }

    @Override
    public List<Match> children(Match match) {
      ApiType type = pointee(match.type());
      return switch (match.value()) {
        case JsonArray items -> {
          List<Match> found = new ArrayList<>();
          for (int i = 0; i < items.size(); i++) {
            found.add(child(match, i, items.items().get(i), element(type)));
          }
          yield found;
        }
        case JsonObject object when type instanceof ApiType.Struct struct ->
            struct.fields().stream().map(field -> fieldOf(match, object, field)).toList();
        case JsonObject object ->
            object.members().entrySet().stream()
                .map(entry -> child(match, entry.getKey(), entry.getValue(), element(type)))
                .toList();
        default -> List.of();
      };
    }

    @Override
    public String typeName(Match match) {
      return GoValues.typeName(match);
    }

    private static @Nullable ApiType pointee(@Nullable ApiType type) {
      return type instanceof ApiType.Pointer pointer ? pointer.element().get() : type;
    }

    private static @Nullable ApiType element(@Nullable ApiType type) {
      return switch (type) {
        case ApiType.ListOf list -> list.element().get();
        case ApiType.MapOf map -> map.element().get();
        case null, default -> null;
      };
    }

    private static Match fieldOf(Match match, JsonObject object, ApiType.Field field) {
      ApiType type = field.type().get();
      Json value = object.members().get(field.json());
      return child(match, field.json(), value == null ? TypedDecoder.zero(type) : value, type);
    }

    private static Match child(Match parent, Object step, Json value, @Nullable ApiType type) {
      List<Object> path = null;
      if (parent.path() != null) {
        path = new ArrayList<>(parent.path());
        path.add(step);
      }
      return new Match(value, type, path);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonPath path && path.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
