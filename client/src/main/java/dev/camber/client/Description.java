package dev.camber.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every field of an object under readable names, as kubectl describes kinds it does not know. */
final class Description {
  private static final Set<String> ACRONYMS = Set.of("API", "URL", "UID", "OSB", "GUID");
  private static final Set<String> HEADER =
      Set.of("name", "namespace", "labels", "annotations", "managedFields");

  /**
   * A line: how deep, what name, what value.
   *
   * @param hasValue false where lines below say more, and for items of a list, whose text is the
   *     value
   */
  private record Line(int depth, String name, String value, boolean hasValue) {
    Line(int depth, String name, String value) {
      this(depth, name, value, true);
    }

    static Line title(int depth, String name) {
      return new Line(depth, name, "", false);
    }

    static Line item(int depth, String value) {
      return new Line(depth, "", value, false);
    }

    String head() {
      return "  ".repeat(depth) + name + (name.isEmpty() ? "" : ":");
    }
  }

  private Description() {}

  static String of(Json object) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(0, "Name", object.stringAt("metadata", "name").orElse("")));
    lines.add(new Line(0, "Namespace", object.stringAt("metadata", "namespace").orElse("")));
    pairs(lines, "Labels", object.at("metadata", "labels"));
    pairs(lines, "Annotations", object.at("metadata", "annotations"));
    for (Map.Entry<String, Json> member :
        object.asObject().orElse(JsonObject.EMPTY).sorted().members().entrySet()) {
      Json value = member.getValue();
      if (member.getKey().equals("metadata")) {
        value = metadata(value);
      }
      add(lines, 0, member.getKey(), value);
    }
    return layOut(lines);
  }

  private static Json metadata(Json value) {
    JsonObject out = value.asObject().orElse(JsonObject.EMPTY);
    for (String name : HEADER) {
      out = out.without(name);
    }
    return out;
  }

  private static void pairs(List<Line> lines, String title, java.util.Optional<Json> map) {
    JsonObject pairs = map.flatMap(Json::asObject).orElse(JsonObject.EMPTY).sorted();
    if (pairs.isEmpty()) {
      lines.add(new Line(0, title, "<none>"));
      return;
    }
    String separator = title.equals("Labels") ? "=" : ": ";
    String name = title;
    for (Map.Entry<String, Json> pair : pairs.members().entrySet()) {
      lines.add(
          new Line(0, name, pair.getKey() + separator + pair.getValue().asString().orElse("")));
      name = "";
    }
  }

  private static void add(List<Line> lines, int depth, String name, Json value) {
    String title = title(name);
    switch (value) {
      case JsonObject o -> {
        lines.add(Line.title(depth, title));
        o.sorted().members().forEach((k, v) -> add(lines, depth + 1, k, v));
      }
      case JsonArray a -> {
        lines.add(Line.title(depth, title));
        for (Json item : a) {
          if (item instanceof JsonObject o) {
            o.sorted().members().forEach((k, v) -> add(lines, depth + 1, k, v));
          } else {
            lines.add(Line.item(depth + 1, scalar(item)));
          }
        }
      }
      default -> lines.add(new Line(depth, title, scalar(value)));
    }
  }

  private static String scalar(Json value) {
    return switch (value) {
      case dev.camber.model.json.JsonString s -> s.value();
      case dev.camber.model.json.JsonNull n -> "<nil>";
      default -> value.compact();
    };
  }

  /**
   * {@code lastDeployTime} becomes {@code Last Deploy Time}, {@code apiVersion} {@code API
   * Version}; a name with anything but letters and dashes stays as it is.
   */
  static String title(String name) {
    if (!name.chars().allMatch(c -> Character.isLetter(c) || c == '-')) {
      return name;
    }
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= name.length(); i++) {
      boolean startsWord =
          i == name.length()
              || (Character.isUpperCase(name.charAt(i))
                  && (!Character.isUpperCase(name.charAt(i - 1))
                      || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)))));
      if (startsWord) {
        words.add(capitalised(name.substring(from, i)));
        from = i;
      }
    }
    return String.join(" ", words);
  }

  private static String capitalised(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return ACRONYMS.contains(upper)
        ? upper
        : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** Values of lines that follow each other stand in one column. */
  private static String layOut(List<Line> lines) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (from < lines.size()) {
      Line first = lines.get(from);
      if (!first.hasValue()) {
        out.append(first.head()).append(first.value()).append('\n');
        from++;
        continue;
      }
      int to = from;
      int width = 0;
      while (to < lines.size() && lines.get(to).hasValue()) {
        width = Math.max(width, lines.get(to).head().length());
        to++;
      }
      for (Line line : lines.subList(from, to)) {
        String head = line.head();
        out.append(head)
            .append(" ".repeat(width - head.length() + 2))
            .append(line.value())
            .append('\n');
      }
      from = to;
    }
    return out.toString();
  }
}
