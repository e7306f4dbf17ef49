package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.ApiType;
import dev.camber.kubernetes.types.TypedDecoder;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.jsonpath.JsonPathException;
import dev.camber.model.jsonpath.JsonPathNode;
import dev.camber.model.jsonpath.JsonPathParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<Match> found = new ArrayList<>();
    evaluate(nodes, List.of(root), found);
    return found;
  }

  private void evaluate(List<JsonPathNode> template, List<Match> current, List<Match> found)
      throws ManifestException {
    for (int i = 0; i < template.size(); i++) {
      JsonPathNode node = template.get(i);
      if (isIdentifier(node, "range")) {
        int end = endOfRange(template, i + 1);
        List<JsonPathNode> action = ((JsonPathNode.Action) node).nodes();
        for (Match item : walk(action.subList(1, action.size()), current)) {
          evaluate(template.subList(i + 1, end), List.of(item), found);
        }
        i = end;
      } else if (isIdentifier(node, "end")) {
        throw new ManifestException("not in range, nothing to end");
      } else {
        found.addAll(step(node, current));
      }
    }
  }

  private static boolean isIdentifier(JsonPathNode node, String name) {
    return node instanceof JsonPathNode.Action action
        && !action.nodes().isEmpty()
        && action.nodes().getFirst() instanceof JsonPathNode.Identifier identifier
        && identifier.name().equals(name);
  }

  private static int endOfRange(List<JsonPathNode> template, int from) {
    int open = 1;
    for (int i = from; i < template.size(); i++) {
      open += isIdentifier(template.get(i), "range") ? 1 : 0;
      open -= isIdentifier(template.get(i), "end") ? 1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return template.size();
  }

  private List<Match> walk(List<JsonPathNode> steps, List<Match> input) throws ManifestException {
    List<Match> current = input;
    for (JsonPathNode node : steps) {
      current = step(node, current);
    }
    return current;
  }

  private List<Match> step(JsonPathNode node, List<Match> input) throws ManifestException {
    return switch (node) {
      case JsonPathNode.Action n -> walk(n.nodes(), input);
      case JsonPathNode.Text n -> List.of(constant(Json.of(n.text())));
      case JsonPathNode.Int n -> constants(input, Json.of(n.value()));
      case JsonPathNode.Real n -> constants(input, JsonNumber.of(n.value()));
      case JsonPathNode.Bool n -> constants(input, Json.of(n.value()));
      case JsonPathNode.Field n -> field(input, n.name());
      case JsonPathNode.Wildcard n -> {
        List<Match> found = new ArrayList<>();
        input.forEach(match -> found.addAll(children(match)));
        yield found;
      }
      case JsonPathNode.Recursive n -> recursive(input);
      case JsonPathNode.Slice n -> slice(input, n);
      case JsonPathNode.Union n -> {
        List<Match> found = new ArrayList<>();
        for (List<JsonPathNode> alternative : n.alternatives()) {
          found.addAll(walk(alternative, input));
        }
        yield found;
      }
      case JsonPathNode.Filter n -> filter(input, n);
      case JsonPathNode.Identifier n ->
          throw new ManifestException(
              n.name().equals("end")
                  ? "not in range, nothing to end"
                  : "unrecognized identifier " + n.name());
    };
  }

  private static Match constant(Json value) {
    return new Match(value, null, null);
  }

  private static List<Match> constants(List<Match> input, Json value) {
    return input.stream().map(match -> constant(value)).toList();
  }

  private static @Nullable ApiType pointee(@Nullable ApiType type) {
    return type instanceof ApiType.Pointer pointer ? pointer.element().get() : type;
  }

  private static Match child(Match parent, Object step, Json value, @Nullable ApiType type) {
    List<Object> path = null;
    if (parent.path() != null) {
      path = new ArrayList<>(parent.path());
      path.add(step);
    }
    return new Match(value, type, path);
  }

  private static List<Match> field(List<Match> input, String name) throws ManifestException {
    List<Match> found = new ArrayList<>();
    for (Match match : input) {
      ApiType type = pointee(match.type());
      if (!(match.value() instanceof JsonObject object)) {
        continue;
      }
      Json value = object.members().get(name);
      if (type instanceof ApiType.Struct struct) {
        for (ApiType.Field field : struct.fields()) {
          if (field.json().equals(name)) {
            ApiType fieldType = field.type().get();
            found.add(
                child(
                    match, name, value == null ? TypedDecoder.zero(fieldType) : value, fieldType));
          }
        }
      } else if (value != null) {
        ApiType element = type instanceof ApiType.MapOf map ? map.element().get() : null;
        found.add(child(match, name, value, element));
      }
    }
    if (found.isEmpty() && !input.isEmpty()) {
      throw new ManifestException(name + " is not found");
    }
    return found;
  }

  private static List<Match> children(Match match) {
    ApiType type = pointee(match.type());
    List<Match> found = new ArrayList<>();
    switch (match.value()) {
      case JsonArray items -> {
        ApiType element = type instanceof ApiType.ListOf list ? list.element().get() : null;
        for (int i = 0; i < items.size(); i++) {
          found.add(child(match, i, items.items().get(i), element));
        }
      }
      case JsonObject object when type instanceof ApiType.Struct struct -> {
        for (ApiType.Field field : struct.fields()) {
          ApiType fieldType = field.type().get();
          Json value = object.members().get(field.json());
          found.add(
              child(
                  match,
                  field.json(),
                  value == null ? TypedDecoder.zero(fieldType) : value,
                  fieldType));
        }
      }
      case JsonObject object -> {
        ApiType element = type instanceof ApiType.MapOf map ? map.element().get() : null;
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          found.add(child(match, member.getKey(), member.getValue(), element));
        }
      }
      default -> {}
    }
    return found;
  }

  private static List<Match> recursive(List<Match> input) {
    List<Match> found = new ArrayList<>();
    for (Match match : input) {
      List<Match> children = children(match);
      // A text is a list of bytes to the reference, so it counts as something that has parts.
      boolean text = match.value() instanceof JsonString s && !s.value().isEmpty();
      if (text || !children.isEmpty()) {
        found.add(match);
        found.addAll(recursive(children));
      }
    }
    return found;
  }

  private static List<Match> slice(List<Match> input, JsonPathNode.Slice slice)
      throws ManifestException {
    List<Match> found = new ArrayList<>();
    for (Match match : input) {
      if (match.value() == JsonNull.NULL) {
        continue;
      }
      if (!(match.value() instanceof JsonArray items)) {
        throw new ManifestException(GoValues.typeName(match) + " is not array or slice");
      }
      int length = items.size();
      int start = slice.start().orElse(0);
      boolean derived = slice.single() && slice.start().isPresent();
      int end = derived ? start + 1 : slice.end().orElse(length);
      start = start < 0 ? start + length : start;
      end = end < 0 || end == 0 && derived ? end + length : end;
      if (start == end) {
        return found;
      }
      checkBounds(start, end, length);
      int step = slice.step().orElse(1);
      if (step <= 0) {
        throw new ManifestException("step must be > 0");
      }
      List<Match> children = children(match);
      for (int i = start; i < end; i += step) {
        found.add(children.get(i));
      }
    }
    return found;
  }

  private static void checkBounds(int start, int end, int length) throws ManifestException {
    if (start >= length || start < 0) {
      throw new ManifestException(
          "array index out of bounds: index " + start + ", length " + length);
    }
    if (end > length || end < 0) {
      throw new ManifestException(
          "array index out of bounds: index " + (end - 1) + ", length " + length);
    }
    if (start > end) {
      throw new ManifestException(
          "starting index " + start + " is greater than ending index " + end);
    }
  }

  private List<Match> filter(List<Match> input, JsonPathNode.Filter filter)
      throws ManifestException {
    List<Match> found = new ArrayList<>();
    for (Match match : input) {
      if (!(match.value() instanceof JsonArray)) {
        throw new ManifestException(
            GoValues.plain(match) + " is not array or slice and cannot be filtered");
      }
      for (Match item : children(match)) {
        if (passes(item, filter)) {
          found.add(item);
        }
      }
    }
    return found;
  }

  private boolean passes(Match item, JsonPathNode.Filter filter) throws ManifestException {
    if (filter.operator().equals("exists")) {
      try {
        return !walk(filter.left(), List.of(item)).isEmpty();
      } catch (ManifestException missing) {
        return false;
      }
    }
    List<Match> left = walk(filter.left(), List.of(item));
    if (left.isEmpty()) {
      return false;
    }
    List<Match> right = left.size() > 1 ? left : walk(filter.right(), List.of(item));
    if (left.size() > 1 || right.size() > 1) {
      throw new ManifestException("can only compare one element at a time");
    }
    return !right.isEmpty()
        && Comparison.holds(left.getFirst().value(), filter.operator(), right.getFirst().value());
  }

  /** Comparisons of basic values of one kind. */
  private static final class Comparison {
    static boolean holds(Json left, String operator, Json right) throws ManifestException {
      int order = order(left, right, operator);
      return switch (operator) {
        case "==" -> order == 0;
        case "!=" -> order != 0;
        case "<" -> order < 0;
        case ">" -> order > 0;
        case "<=" -> order <= 0;
        case ">=" -> order >= 0;
        default -> throw new ManifestException("unrecognized filter operator " + operator);
      };
    }

    private static int order(Json left, Json right, String operator) throws ManifestException {
      if (left instanceof JsonString l && right instanceof JsonString r) {
        return l.value().compareTo(r.value());
      }
      if (left instanceof JsonNumber l
          && right instanceof JsonNumber r
          && l.isIntegerLiteral() == r.isIntegerLiteral()) {
        return Double.compare(l.doubleValue(), r.doubleValue());
      }
      if (left instanceof JsonBool l && right instanceof JsonBool r) {
        if (!operator.equals("==") && !operator.equals("!=")) {
          throw new ManifestException("invalid type for comparison");
        }
        return Boolean.compare(l.value(), r.value());
      }
      throw new ManifestException(
          basic(left) && basic(right)
              ? "incompatible types for comparison"
              : "invalid type for comparison");
    }

    private static boolean basic(Json value) {
      return value instanceof JsonString
          || value instanceof JsonNumber
          || value instanceof JsonBool;
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
