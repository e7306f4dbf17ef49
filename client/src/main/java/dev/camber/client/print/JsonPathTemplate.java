package dev.camber.client.print;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.json.JsonWriter;
import dev.camber.model.jsonpath.JsonPathException;
import dev.camber.model.jsonpath.JsonPathNode;
import dev.camber.model.jsonpath.JsonPathParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSONPath template over plain JSON, with kubectl's output. Immutable. */
public final class JsonPathTemplate {
  private static final Pattern RELAXED = Pattern.compile("^\\{?\\.?([^{}]+)\\}?$");

  private final List<JsonPathNode> nodes;

  private JsonPathTemplate(List<JsonPathNode> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  public static JsonPathTemplate of(String text) throws JsonPathException {
    return new JsonPathTemplate(JsonPathParser.parse(text));
  }

  /** A single path, also without braces or without the first dot. */
  public static JsonPathTemplate ofPath(String text) throws JsonPathException {
    Matcher matcher = RELAXED.matcher(text);
    if (!matcher.matches()) {
      throw new JsonPathException(
          "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}'"
              + " or '{.name1.name2}'");
    }
    String inside = matcher.group(1);
    return of(inside.startsWith("[") ? "{" + inside + "}" : "{." + inside + "}");
  }

  /** What the template prints for {@code root}. */
  public String print(Json root, boolean missingIsEmpty) throws JsonPathException {
    List<List<Json>> found = new ArrayList<>();
    evaluate(nodes, List.of(root), missingIsEmpty, found);
    StringBuilder out = new StringBuilder();
    for (List<Json> group : found) {
      out.append(String.join(" ", group.stream().map(JsonPathTemplate::text).toList()));
    }
    return out.toString();
  }

  /** All values that the template finds. */
  public List<Json> find(Json root, boolean missingIsEmpty) throws JsonPathException {
    List<List<Json>> found = new ArrayList<>();
    evaluate(nodes, List.of(root), missingIsEmpty, found);
    return found.stream().flatMap(List::stream).toList();
  }

  private static String text(Json value) {
    return switch (value) {
      case JsonNull n -> "";
      case JsonString s -> s.value();
      case JsonNumber n -> n.literal();
      case JsonBool b -> Boolean.toString(b.value());
      default -> JsonWriter.compactHtmlSafe(GoText.sorted(value));
    };
  }

  private static void evaluate(
      List<JsonPathNode> template, List<Json> current, boolean lenient, List<List<Json>> found)
      throws JsonPathException {
    for (int i = 0; i < template.size(); i++) {
      JsonPathNode node = template.get(i);
      if (isIdentifier(node, "range")) {
        int end = endOfRange(template, i + 1);
        List<JsonPathNode> action = ((JsonPathNode.Action) node).nodes();
        for (Json item : walk(action.subList(1, action.size()), current, lenient)) {
          evaluate(template.subList(i + 1, end), List.of(item), lenient, found);
        }
        i = end;
      } else if (isIdentifier(node, "end")) {
        throw new JsonPathException("not in range, nothing to end");
      } else {
        found.add(step(node, current, lenient));
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

  private static List<Json> walk(List<JsonPathNode> steps, List<Json> input, boolean lenient)
      throws JsonPathException {
    List<Json> current = input;
    for (JsonPathNode node : steps) {
      current = step(node, current, lenient);
    }
    return current;
  }

  private static List<Json> step(JsonPathNode node, List<Json> input, boolean lenient)
      throws JsonPathException {
    return switch (node) {
      case JsonPathNode.Action n -> walk(n.nodes(), input, lenient);
      case JsonPathNode.Text n -> List.of(Json.of(n.text()));
      case JsonPathNode.Int n -> List.of(Json.of(n.value()));
      case JsonPathNode.Real n -> List.of(JsonNumber.of(n.value()));
      case JsonPathNode.Bool n -> List.of(Json.of(n.value()));
      case JsonPathNode.Field n -> field(input, n.name(), lenient);
      case JsonPathNode.Wildcard n -> input.stream().flatMap(v -> children(v).stream()).toList();
      case JsonPathNode.Recursive n -> {
        List<Json> found = new ArrayList<>();
        input.forEach(value -> recursive(value, found));
        yield found;
      }
      case JsonPathNode.Slice n -> slice(input, n, lenient);
      case JsonPathNode.Union n -> {
        List<Json> found = new ArrayList<>();
        for (List<JsonPathNode> alternative : n.alternatives()) {
          found.addAll(walk(alternative, input, lenient));
        }
        yield found;
      }
      case JsonPathNode.Filter n -> filter(input, n);
      case JsonPathNode.Identifier n ->
          throw new JsonPathException("unrecognized identifier " + n.name());
    };
  }

  private static List<Json> field(List<Json> input, String name, boolean lenient)
      throws JsonPathException {
    List<Json> found = new ArrayList<>();
    for (Json value : input) {
      value.at(name).ifPresent(found::add);
    }
    if (found.isEmpty() && !input.isEmpty() && !lenient) {
      throw new JsonPathException(name + " is not found");
    }
    return found;
  }

  private static List<Json> children(Json value) {
    return switch (value) {
      case JsonArray items -> items.items();
      case JsonObject object -> List.copyOf(object.members().values());
      default -> List.of();
    };
  }

  private static void recursive(Json value, List<Json> found) {
    if (value instanceof JsonArray || value instanceof JsonObject) {
      found.add(value);
      children(value).forEach(child -> recursive(child, found));
    }
  }

  private static List<Json> slice(List<Json> input, JsonPathNode.Slice slice, boolean lenient)
      throws JsonPathException {
    List<Json> found = new ArrayList<>();
    for (Json value : input) {
      if (value == JsonNull.NULL) {
        continue;
      }
      if (!(value instanceof JsonArray items)) {
        throw new JsonPathException(GoText.plain(value) + " is not array or slice");
      }
      int length = items.size();
      int start = slice.start().orElse(0);
      boolean single = slice.single() && slice.start().isPresent();
      int end = single ? start + 1 : slice.end().orElse(length);
      start = start < 0 ? start + length : start;
      end = end < 0 || (end == 0 && single) ? end + length : end;
      if (single && (start < 0 || start >= length)) {
        if (lenient) {
          continue;
        }
        throw new JsonPathException(
            "array index out of bounds: index " + start + ", length " + length);
      }
      int step = slice.step().orElse(1);
      if (step <= 0) {
        throw new JsonPathException("step must be > 0");
      }
      for (int i = Math.max(0, start); i < Math.min(end, length); i += step) {
        found.add(items.items().get(i));
      }
    }
    return found;
  }

  private static List<Json> filter(List<Json> input, JsonPathNode.Filter filter)
      throws JsonPathException {
    List<Json> found = new ArrayList<>();
    for (Json value : input) {
      if (!(value instanceof JsonArray items)) {
        throw new JsonPathException(
            GoText.plain(value) + " is not array or slice and cannot be filtered");
      }
      for (Json item : items) {
        if (passes(item, filter)) {
          found.add(item);
        }
      }
    }
    return found;
  }

  private static boolean passes(Json item, JsonPathNode.Filter filter) throws JsonPathException {
    List<Json> left = walk(filter.left(), List.of(item), true);
    if (filter.operator().equals("exists") || left.isEmpty()) {
      return !left.isEmpty();
    }
    List<Json> right = walk(filter.right(), List.of(item), true);
    if (left.size() > 1 || right.size() > 1) {
      throw new JsonPathException("can only compare one element at a time");
    }
    if (right.isEmpty()) {
      return false;
    }
    int order = order(left.getFirst(), right.getFirst());
    return switch (filter.operator()) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      default -> throw new JsonPathException("unrecognized filter operator " + filter.operator());
    };
  }

  private static int order(Json left, Json right) throws JsonPathException {
    if (left instanceof JsonString l && right instanceof JsonString r) {
      return l.value().compareTo(r.value());
    }
    if (left instanceof JsonNumber l && right instanceof JsonNumber r) {
      return Double.compare(l.doubleValue(), r.doubleValue());
    }
    if (left instanceof JsonBool l && right instanceof JsonBool r) {
      return Boolean.compare(l.value(), r.value());
    }
    throw new JsonPathException("incompatible types for comparison");
  }
}
