package dev.camber.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules by which recorded answers were made comparable: golden/sessions/README.md. */
final class GoldenText {
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  private static final List<Map.Entry<Pattern, String>> RULES =
      List.of(
          Map.entry(Pattern.compile(UUID), "${UID}"),
          Map.entry(Pattern.compile("(uibuttonspec-hash\"?: ?\"?)[^\",\\s]+"), "$1${HASH}"),
          Map.entry(
              Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z"),
              "${MICROTIME}"),
          Map.entry(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), "${TIME}"),
          Map.entry(Pattern.compile("(\"?resourceVersion\"?: ?)\"\\d+\""), "$1\"${RV}\""),
          Map.entry(Pattern.compile("(\"description\": ?)\"[^\"]*\""), "$1\"${DOC}\""));

  private GoldenText() {}

  /** A text with everything replaced that differs from run to run. */
  static String normal(String text, Map<String, String> variables, List<List<String>> also) {
    String out = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getValue().length() > 5) {
        out = out.replace(variable.getValue(), "${" + variable.getKey() + "}");
      }
    }
    for (Map.Entry<Pattern, String> rule : RULES) {
      out = rule.getKey().matcher(out).replaceAll(quotedDollar(rule.getValue()));
    }
    for (List<String> rule : also) {
      String replacement = quotedDollar(rule.get(1).replaceAll("\\\\(\\d)", "\\$$1"));
      out = Pattern.compile(rule.get(0)).matcher(out).replaceAll(replacement);
    }
    return out;
  }

  /** A replacement in which only {@code $1} and the like are references. */
  private static String quotedDollar(String replacement) {
    return replacement.replaceAll("\\$(?!\\d)", Matcher.quoteReplacement("\\$"));
  }

  /** The sections of a record: title (without what is in parentheses) to content. */
  static Map<String, String> sections(String text) {
    Map<String, String> out = new LinkedHashMap<>();
    String title = "";
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("--8<-- ")) {
        put(out, title, lines);
        title = line.substring(7);
        lines = new ArrayList<>();
      } else {
        lines.add(line);
      }
    }
    put(out, title, lines);
    return out;
  }

  private static void put(Map<String, String> out, String title, List<String> lines) {
    if (title.isEmpty()) {
      return;
    }
    if (title.startsWith("status") || title.startsWith("exit")) {
      out.put(title.split(" ")[0], title.substring(title.indexOf(' ') + 1));
      return;
    }
    boolean ended = !title.contains("(no newline at end)");
    String content = String.join("\n", lines).stripTrailing();
    out.put(title.split(" ")[0], ended && !content.isEmpty() ? content + "\n" : content);
  }
}
