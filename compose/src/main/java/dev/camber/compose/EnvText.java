package dev.camber.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads env files: {@code KEY=value} lines with optional {@code export}, comments, and values that
 * are bare, in single quotes (taken as they are) or in double quotes (with escapes and variables).
 * One instance for each text.
 */
final class EnvText {
  private final String text;
  private final String path;
  private final Function<String, Optional<String>> outer;
  private final Map<String, String> values = new LinkedHashMap<>();
  private int at;
  private int line = 1;

  private EnvText(String text, String path, Function<String, Optional<String>> outer) {
    this.text = text.replace("\r\n", "\n");
    this.path = path;
    this.outer = outer;
  }

  /**
   * The variables of a file.
   *
   * @param outer variables from elsewhere, which win inside values and stand for bare names
   */
  static Map<String, String> read(
      String text, String path, Function<String, Optional<String>> outer) {
    EnvText reader = new EnvText(text, path, outer);
    reader.all();
    return reader.values;
  }

  private void all() {
    if (text.startsWith("\uFEFF")) {
      at = 1;
    }
    while (true) {
      skipBlank();
      if (at >= text.length()) {
        return;
      }
      statement();
    }
  }

  private void skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        skipLine();
      } else if (Character.isWhitespace(c)) {
        advance();
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void advance() {
    if (text.charAt(at) == '\n') {
      line++;
    }
    at++;
  }

  private void statement() {
    if (text.startsWith("export", at) && at + 6 < text.length() && isSpace(text.charAt(at + 6))) {
      at += 6;
      skipSpace();
    }
    int start = at;
    while (at < text.length() && "=:\n".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      if (!Character.isLetterOrDigit(c) && "_.-[] \t".indexOf(c) < 0) {
        throw new Unreadable(
            "failed to read "
                + path
                + ": line "
                + line
                + ": unexpected character \""
                + c
                + "\" in variable name");
      }
      at++;
    }
    String name = text.substring(start, at).strip();
    if (at >= text.length() || text.charAt(at) == '\n') {
      outer.apply(name).ifPresent(value -> values.put(name, value));
      return;
    }
    if (name.indexOf(' ') >= 0 || name.isEmpty()) {
      throw new Unreadable(
          "failed to read " + path + ": line " + line + ": key cannot contain a space");
    }
    at++;
    skipSpace();
    values.put(name, value());
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private String value() {
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      return quoted(text.charAt(at));
    }
    int start = at;
    skipLine();
    String rest = text.substring(start, at);
    int comment = rest.indexOf(" #");
    if (rest.startsWith("#")) {
      comment = 0;
    }
    return expand((comment < 0 ? rest : rest.substring(0, comment)).strip());
  }

  private String quoted(char quote) {
    int startLine = line;
    at++;
    StringBuilder raw = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        skipLine();
        return quote == '\'' ? raw.toString() : expand(unescape(raw.toString()));
      }
      if (c == '\\' && at + 1 < text.length()) {
        char next = text.charAt(at + 1);
        if (quote == '"' || next == quote) {
          raw.append(quote == '"' ? "\\" + next : String.valueOf(next));
          at++;
          advance();
          continue;
        }
      }
      raw.append(c);
      advance();
    }
    throw new Unreadable(
        "failed to read " + path + ": line " + startLine + ": unterminated quoted value");
  }

  private static String unescape(String raw) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\' || i + 1 == raw.length()) {
        out.append(c);
        continue;
      }
      i++;
      switch (raw.charAt(i)) {
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case '$' -> out.append("$$");
        case '"', '\\' -> out.append(raw.charAt(i));
        default -> out.append('\\').append(raw.charAt(i));
      }
    }
    return out.toString();
  }

  private String expand(String value) {
    return Template.expand(
        value, name -> outer.apply(name).or(() -> Optional.ofNullable(values.get(name))));
  }
}
