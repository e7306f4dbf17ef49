package dev.camber.model.jsonpath;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonString;
import dev.camber.model.text.GoFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Walks a parsed template over values, with the results and messages of kubectl's own walk.
 * Stateless but for its values.
 */
public final class JsonPathWalk<V> {
  private final JsonPathValues<V> values;
  private final boolean missingIsEmpty;

  /**
   * @param missingIsEmpty whether a member that no value has finds nothing, instead of being an
   *     error
   */
  public JsonPathWalk(JsonPathValues<V> values, boolean missingIsEmpty) {
    this.values = values;
    this.missingIsEmpty = missingIsEmpty;
  }

  /** What each part of the template finds in {@code root}, part by part, in order. */
  public List<List<V>> find(List<JsonPathNode> template, V root) throws JsonPathException {
    List<List<V>> found = new ArrayList<>();
    evaluate(template, List.of(root), found::add);
    return found;
  }

  private void evaluate(List<JsonPathNode> template, List<V> current, Consumer<List<V>> found)
      throws JsonPathException {
    for (int i = 0; i < template.size(); i++) {
      JsonPathNode node = template.get(i);
      if (isIdentifier(node, "range")) {
        int end = endOfRange(template, i + 1);
        List<JsonPathNode> action = ((JsonPathNode.Action) node).nodes();
        for (V item : walk(action.subList(1, action.size()), current)) {
          evaluate(template.subList(i + 1, end), List.of(item), found);
        }
        i = end;
      } else if (isIdentifier(node, "end")) {
        throw new JsonPathException("not in range, nothing to end");
      } else {
        found.accept(step(node, current));
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

  private List<V> walk(List<JsonPathNode> steps, List<V> input) throws JsonPathException {
    List<V> current = input;
    for (JsonPathNode node : steps) {
      current = step(node, current);
    }
    return current;
  }

  private List<V> step(JsonPathNode node, List<V> input) throws JsonPathException {
    return switch (node) {
      case JsonPathNode.Action n -> walk(n.nodes(), input);
      case JsonPathNode.Text n -> List.of(values.constant(Json.of(n.text())));
      case JsonPathNode.Int n -> constants(input, Json.of(n.value()));
      case JsonPathNode.Real n -> constants(input, JsonNumber.of(n.value()));
      case JsonPathNode.Bool n -> constants(input, Json.of(n.value()));
      case JsonPathNode.Field n -> field(input, n.name());
      case JsonPathNode.Wildcard n ->
          input.stream().flatMap(value -> values.children(value).stream()).toList();
      case JsonPathNode.Recursive n -> recursive(input);
      case JsonPathNode.Slice n -> slice(input, n);
      case JsonPathNode.Union n -> {
        List<V> found = new ArrayList<>();
        for (List<JsonPathNode> alternative : n.alternatives()) {
          found.addAll(walk(alternative, input));
        }
        yield found;
      }
      case JsonPathNode.Filter n -> filter(input, n);
      case JsonPathNode.Identifier n ->
          throw new JsonPathException(
              n.name().equals("end")
                  ? "not in range, nothing to end"
                  : "unrecognized identifier " + n.name());
    };
  }

  private List<V> constants(List<V> input, Json value) {
    return input.stream().map(any -> values.constant(value)).toList();
  }

  private List<V> field(List<V> input, String name) throws JsonPathException {
    List<V> found = input.stream().flatMap(value -> values.members(value, name).stream()).toList();
    if (found.isEmpty() && !input.isEmpty() && !missingIsEmpty) {
      throw new JsonPathException(name + " is not found");
    }
    return found;
  }

  private List<V> recursive(List<V> input) {
    List<V> found = new ArrayList<>();
    for (V value : input) {
      List<V> children = values.children(value);
      // A text is a list of bytes to the reference, so it counts as something that has parts.
      boolean text = values.json(value) instanceof JsonString s && !s.value().isEmpty();
      if (text || !children.isEmpty()) {
        found.add(value);
        found.addAll(recursive(children));
      }
    }
    return found;
  }

  private List<V> slice(List<V> input, JsonPathNode.Slice slice) throws JsonPathException {
    List<V> found = new ArrayList<>();
    for (V value : input) {
      Json json = values.json(value);
      if (json == JsonNull.NULL) {
        continue;
      }
      if (!(json instanceof JsonArray items)) {
        throw new JsonPathException(values.typeName(value) + " is not array or slice");
      }
      int length = items.size();
      int start = slice.start().orElse(0);
      boolean derived = slice.single() && slice.start().isPresent();
      int end = derived ? start + 1 : slice.end().orElse(length);
      start = start < 0 ? start + length : start;
      end = end < 0 || (end == 0 && derived) ? end + length : end;
      if (start == end) {
        return found;
      }
      checkBounds(start, end, length);
      int step = slice.step().orElse(1);
      if (step <= 0) {
        throw new JsonPathException("step must be > 0");
      }
      List<V> children = values.children(value);
      for (int i = start; i < end; i += step) {
        found.add(children.get(i));
      }
    }
    return found;
  }

  private static void checkBounds(int start, int end, int length) throws JsonPathException {
    if (start >= length || start < 0) {
      throw new JsonPathException(
          "array index out of bounds: index " + start + ", length " + length);
    }
    if (end > length || end < 0) {
      throw new JsonPathException(
          "array index out of bounds: index " + (end - 1) + ", length " + length);
    }
    if (start > end) {
      throw new JsonPathException(
          "starting index " + start + " is greater than ending index " + end);
    }
  }

  private List<V> filter(List<V> input, JsonPathNode.Filter filter) throws JsonPathException {
    List<V> found = new ArrayList<>();
    for (V value : input) {
      if (!(values.json(value) instanceof JsonArray)) {
        throw new JsonPathException(
            GoFormat.plain(values.json(value)) + " is not array or slice and cannot be filtered");
      }
      for (V item : values.children(value)) {
        if (passes(item, filter)) {
          found.add(item);
        }
      }
    }
    return found;
  }

  private boolean passes(V item, JsonPathNode.Filter filter) throws JsonPathException {
    if (filter.operator().equals("exists")) {
      try {
        return !walk(filter.left(), List.of(item)).isEmpty();
      } catch (JsonPathException missing) {
        return false;
      }
    }
    List<V> left = walk(filter.left(), List.of(item));
    if (left.isEmpty()) {
      return false;
    }
    List<V> right = left.size() > 1 ? left : walk(filter.right(), List.of(item));
    if (left.size() > 1 || right.size() > 1) {
      throw new JsonPathException("can only compare one element at a time");
    }
    return !right.isEmpty()
        && Comparison.holds(
            values.json(left.getFirst()), filter.operator(), values.json(right.getFirst()));
  }
}
