package dev.camber.image.dockerfile;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonString;
import dev.camber.model.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a Dockerfile into instructions. Unknown instructions are kept: only the builder knows
 * which ones it takes. The texts of errors are BuildKit's.
 */
final class DockerfileParser {
  private static final Pattern BLANKS = Pattern.compile("[\\t\\x0B\\f\\r ]+");
  private static final Pattern DIRECTIVE =
      Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*");
  private static final Pattern HEREDOC = Pattern.compile("(\\d*)<<(-?)([^<]*)");
  private static final Set<String> ONCE = Set.of("escape", "syntax", "check");
  private static final Set<String> WITH_HEREDOC = Set.of("add", "copy", "run");
  private static final int MAX_LINE = 65535;

  private final List<String> lines;
  private final Map<String, String> directives = new TreeMap<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private char escape = '\\';
  private int next;

  private DockerfileParser(String text) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.lines = withoutMark.lines().toList();
  }

  static Dockerfile parse(String text) throws DockerfileSyntaxException {
    return new DockerfileParser(text).file();
  }

  // file = directive* (blank | comment | instruction heredoc*)*
  private Dockerfile file() throws DockerfileSyntaxException {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > MAX_LINE) {
        throw new DockerfileSyntaxException(
            "dockerfile line greater than max allowed size of " + MAX_LINE, i + 1);
      }
    }
    directives();
    while (next < lines.size()) {
      instruction();
    }
    if (instructions.isEmpty()) {
      throw new DockerfileSyntaxException("file with no instructions", 0);
    }
    return new Dockerfile(directives, instructions, escape);
  }

  // directive = "#" name "=" value; they stand before anything else
  private void directives() throws DockerfileSyntaxException {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = DIRECTIVE.matcher(lines.get(i).strip());
      if (!matcher.matches()) {
        return;
      }
      String name = matcher.group(1).toLowerCase(Locale.ROOT);
      String value = matcher.group(2);
      if (!seen.add(name) && ONCE.contains(name)) {
        throw new DockerfileSyntaxException(
            "only one " + name + " parser directive can be used", i + 1);
      }
      directives.put(name, value);
      if (name.equals("escape")) {
        if (!value.equals("\\") && !value.equals("`")) {
          throw new DockerfileSyntaxException(
              "invalid escape token '" + value + "' does not match ` or \\", i + 1);
        }
        escape = value.charAt(0);
      }
    }
  }

  // instruction = keyword flag* rest, over as many lines as end in the escape character
  private void instruction() throws DockerfileSyntaxException {
    String first = lines.get(next++).stripLeading();
    if (isComment(first) || first.isEmpty()) {
      return;
    }
    int startLine = next;
    StringBuilder joined = new StringBuilder();
    boolean more = appendLine(joined, first);
    while (more && next < lines.size()) {
      String line = lines.get(next++);
      if (isComment(line.stripLeading()) || line.isBlank()) {
        continue;
      }
      more = appendLine(joined, line);
    }
    String text = joined.toString().strip();
    if (text.isEmpty()) {
      return;
    }
    add(text, startLine);
  }

  private static boolean isComment(String line) {
    return line.startsWith("#");
  }

  /** Adds a line without its continuation mark; whether there was one. */
  private boolean appendLine(StringBuilder joined, String line) {
    String trimmed = line.stripTrailing();
    int last = trimmed.length() - 1;
    boolean continues =
        last >= 0
            && trimmed.charAt(last) == escape
            && (last == 0 || trimmed.charAt(last - 1) != escape);
    joined.append(continues ? trimmed.substring(0, last) : line);
    return continues;
  }

  private void add(String text, int startLine) throws DockerfileSyntaxException {
    String[] parts = BLANKS.split(text, 2);
    String keyword = parts[0].toLowerCase(Locale.ROOT);
    Words.Flags flags = Words.flags(parts.length > 1 ? parts[1] : "");
    String rest = flags.rest();
    Optional<List<String>> json = json(keyword, rest, startLine);
    List<String> args = json.isPresent() ? json.get() : words(keyword, rest, startLine);
    List<Heredoc> heredocs = new ArrayList<>();
    if (json.isEmpty() && takesHeredoc(keyword, rest) && text.contains("<<")) {
      for (String word : Words.quoted(text, escape)) {
        Matcher matcher = HEREDOC.matcher(word);
        if (matcher.matches() && !matcher.group(3).isEmpty()) {
          heredocs.add(heredoc(unquote(matcher.group(3)), !matcher.group(2).isEmpty(), startLine));
        }
      }
    }
    instructions.add(
        new Instruction(
            keyword,
            flags.words(),
            flags.raw(),
            args,
            rest,
            json.isPresent(),
            heredocs,
            startLine,
            next));
  }

  private static boolean takesHeredoc(String keyword, String rest) {
    String effective =
        keyword.equals("onbuild") ? BLANKS.split(rest, 2)[0].toLowerCase(Locale.ROOT) : keyword;
    return WITH_HEREDOC.contains(effective);
  }

  private Heredoc heredoc(String name, boolean stripTabs, int startLine)
      throws DockerfileSyntaxException {
    StringBuilder content = new StringBuilder();
    while (next < lines.size()) {
      String line = lines.get(next++);
      String candidate = line;
      while (stripTabs && candidate.startsWith("\t")) {
        candidate = candidate.substring(1);
      }
      if (candidate.equals(name)) {
        return new Heredoc(name, content.toString());
      }
      content.append(line).append('\n');
    }
    throw new DockerfileSyntaxException("unterminated heredoc", startLine);
  }

  private static String unquote(String word) {
    return word.replace("\"", "").replace("'", "").replace("\\", "");
  }

  /** The arguments as a JSON array of strings, where the instruction may have one. */
  private static Optional<List<String>> json(String keyword, String rest, int line)
      throws DockerfileSyntaxException {
    String array = rest;
    List<String> words = new ArrayList<>();
    switch (keyword) {
      case "add", "cmd", "copy", "entrypoint", "run", "shell", "volume" -> {}
      case "healthcheck" -> {
        String[] parts = BLANKS.split(rest, 2);
        if (parts.length < 2) {
          return Optional.empty();
        }
        words.add(parts[0]);
        array = parts[1];
      }
      default -> {
        return Optional.empty();
      }
    }
    if (!array.startsWith("[")) {
      return Optional.empty();
    }
    Json value;
    try {
      value = Json.parse(array);
    } catch (JsonSyntaxException e) {
      return Optional.empty(); // then it is a shell's bracket
    }
    if (!(value instanceof JsonArray items)) {
      return Optional.empty();
    }
    for (Json item : items) {
      if (!(item instanceof JsonString string)) {
        throw new DockerfileSyntaxException(
            "when using JSON array syntax, arrays must be comprised of strings only", line);
      }
      words.add(string.value());
    }
    return Optional.of(words);
  }

  private List<String> words(String keyword, String rest, int line)
      throws DockerfileSyntaxException {
    if (rest.isEmpty()) {
      return List.of();
    }
    return switch (keyword) {
      case "from", "copy", "add", "expose", "volume" -> List.of(BLANKS.split(rest));
      case "arg" -> Words.quoted(rest, escape);
      case "env", "label" -> nameValues(keyword, rest, line);
      default -> List.of(rest);
    };
  }

  // nameValues = (name "=" value)+ | name blank value
  private List<String> nameValues(String keyword, String rest, int line)
      throws DockerfileSyntaxException {
    List<String> words = Words.quoted(rest, escape);
    if (words.isEmpty()) {
      return words;
    }
    if (words.getFirst().indexOf('=') < 0) {
      String[] parts = BLANKS.split(rest, 2);
      if (parts.length < 2) {
        throw new DockerfileSyntaxException(
            keyword.toUpperCase(Locale.ROOT) + " must have two arguments", line);
      }
      return List.of(parts);
    }
    for (String word : words) {
      if (word.indexOf('=') < 0) {
        throw new DockerfileSyntaxException(
            "Syntax error - can't find = in "
                + Json.of(word).compact()
                + ". Must be of the form: name=value",
            line);
      }
    }
    return words;
  }
}
