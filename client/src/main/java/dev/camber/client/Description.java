package dev.camber.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every field of an object under readable names, as kubectl describes kinds it does not know. */
final class Description {
  private static final Set<String> HEADER =
      Set.of("name", "namespace", "labels", "annotations", "managedFields");

  /** A line: how deep, what name, what value; a value may be missing where lines below say more. */
  private record Line(int depth, String name, String value) {}

  private Description() {}

  static String of(Json object) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(0, "Name", object.stringAt("metadata", "name").orElse("")));
    lines.add(new Line(0, "Namespace", object.stringAt("metadata", "namespace").orElse("")));
    pairs(lines, "Labels", object.at("metadata", "labels"));
    pairs(lines, "Annotations", object.at("metadata", "annotations"));
    lines.add(new Line(0, "API Version", object.stringAt("apiVersion").orElse("")));
    lines.add(new Line(0, "Kind", object.stringAt("kind").orElse("")));
    for (Map.Entry<String, Json> member :
        object.asObject().orElse(JsonObject.EMPTY).sorted().members().entrySet()) {
      if (member.getKey().equals("apiVersion") || member.getKey().equals("kind")) {
        continue;
      }
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
        lines.add(new Line(depth, title, ""));
        o.sorted().members().forEach((k, v) -> add(lines, depth + 1, k, v));
      }
      case JsonArray a -> {
        lines.add(new Line(depth, title, ""));
        for (Json item : a) {
          if (item instanceof JsonObject o) {
            o.sorted().members().forEach((k, v) -> add(lines, depth + 1, k, v));
          } else {
            lines.add(new Line(depth + 1, "", scalar(item)));
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

  /** {@code lastDeployTime} becomes {@code Last Deploy Time}, {@code podIP} {@code Pod IP}. */
  static String title(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean startsWord =
          i > 0
              && Character.isUpperCase(c)
              && (!Character.isUpperCase(name.charAt(i - 1))
                  || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
      if (startsWord) {
        out.append(' ');
      }
      out.append(i == 0 ? Character.toUpperCase(c) : c);
    }
    return out.toString();
  }

  /** Values of neighbouring lines of one depth stand in one column. */
  private static String layOut(List<Line> lines) {
    StringBuilder out = new StringBuilder();
    int width = 0;
    for (Line line : lines) {
      if (!line.value().isEmpty()) {
        width = Math.max(width, line.depth() * 2 + line.name().length() + 1);
      }
    }
    for (Line line : lines) {
      String head = "  ".repeat(line.depth()) + line.name() + (line.name().isEmpty() ? "" : ":");
      out.append(head);
      if (!line.value().isEmpty()) {
        out.append(" ".repeat(Math.max(0, width - head.length()) + 2)).append(line.value());
      }
      out.append('\n');
    }
    return out.toString();
  }
}
