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
import dev.camber.model.jsonpath.JsonPathValues;
import dev.camber.model.jsonpath.JsonPathWalk;
import dev.camber.model.text.GoFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    return groups(root, missingIsEmpty).stream()
        .map(group -> group.stream().map(JsonPathTemplate::text).collect(Collectors.joining(" ")))
        .collect(Collectors.joining());
  }

  /** All values that the template finds. */
  public List<Json> find(Json root, boolean missingIsEmpty) throws JsonPathException {
    return groups(root, missingIsEmpty).stream().flatMap(List::stream).toList();
  }

  private List<List<Json>> groups(Json root, boolean missingIsEmpty) throws JsonPathException {
    return new JsonPathWalk<>(new PlainValues(), missingIsEmpty).find(nodes, root);
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

  /** JSON that is nothing but itself. */
  private static final class PlainValues implements JsonPathValues<Json> {
    @Override
    public Json json(Json value) {
      return value;
    }

    @Override
    public Json constant(Json value) {
      return value;
    }

    @Override
    public List<Json> members(Json value, String name) {
      return value.at(name).map(List::of).orElse(List.of());
    }

    @Override
    public List<Json> children(Json value) {
      return switch (value) {
        case JsonArray items -> items.items();
        case JsonObject object -> List.copyOf(object.members().values());
        default -> List.of();
      };
    }

    @Override
    public String typeName(Json value) {
      return GoFormat.typeName(value);
    }
  }
}
