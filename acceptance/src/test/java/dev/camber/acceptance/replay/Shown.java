package dev.camber.acceptance.replay;

import dev.camber.acceptance.replay.Scenario.Step;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is recorded of an output before names are put for what differs from run to run. */
final class Shown {
  private static final Pattern FIELD = Pattern.compile("^ *\\S+\t<.*");

  private Shown() {}

  static String of(Step step, String title, String text) {
    if (title.equals("stdout") && step.json().at("json_keys").isPresent()) {
      try {
        return Shapes.keysText(Json.parse(text), (int) step.number("json_keys", 1));
      } catch (JsonSyntaxException e) {
        return text;
      }
    }
    if (title.equals("stdout") && step.text("strip").filter("docs"::equals).isPresent()) {
      return undocumented(text);
    }
    return text;
  }

  static String sorted(Step step, String text) {
    String order = step.text("sort").orElse("");
    if (order.isEmpty() || text.isEmpty()) {
      return text;
    }
    List<String> lines = new ArrayList<>(text.lines().toList());
    int from = order.equals("rows") ? 1 : 0;
    lines.subList(Math.min(from, lines.size()), lines.size()).sort(null);
    return String.join("\n", lines) + "\n";
  }

  /** Prose is indented and no field. */
  static String undocumented(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("(?<=\n)")) {
      String content = line.stripTrailing();
      boolean prose = content.startsWith("    ") && !FIELD.matcher(content).matches();
      int indent = content.length() - content.stripLeading().length();
      out.append(prose ? " ".repeat(indent) + "${DOC}\n" : line);
    }
    return out.toString();
  }
}
