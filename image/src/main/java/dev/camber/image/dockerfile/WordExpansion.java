package dev.camber.image.dockerfile;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces variables in one word and takes its quotes away, as BuildKit's shell lexer does. One
 * object expands one word.
 */
final class WordExpansion {
  private final String text;
  private final char escape;
  private final Map<String, String> values;
  private int at;

  private WordExpansion(String text, char escape, Map<String, String> values) {
    this.text = text;
    this.escape = escape;
    this.values = values;
  }

  /**
   * @throws DockerfileSyntaxException for a substitution that is not one
   */
  static String expand(String word, char escape, Map<String, String> values)
      throws DockerfileSyntaxException {
    WordExpansion expansion = new WordExpansion(word, escape, values);
    return expansion.until((char) 0);
  }

  // word = (single | double | variable | escaped | any)*
  private String until(char stop) throws DockerfileSyntaxException {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (stop != 0 && c == stop) {
        at++;
        return out.toString();
      }
      if (c == '\'') {
        at++;
        out.append(single());
      } else if (c == '"') {
        at++;
        out.append(doubleQuoted());
      } else if (c == '$') {
        out.append(variable());
      } else if (c == escape) {
        at++;
        if (at < text.length()) {
          out.append(text.charAt(at++));
        }
      } else {
        out.append(c);
        at++;
      }
    }
    if (stop != 0) {
      throw error("unexpected end of statement while looking for matching " + stop);
    }
    return out.toString();
  }

  private String single() throws DockerfileSyntaxException {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw error("unexpected end of statement while looking for matching single-quote");
    }
    String inside = text.substring(at, end);
    at = end + 1;
    return inside;
  }

  private String doubleQuoted() throws DockerfileSyntaxException {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return out.toString();
      }
      if (c == '$') {
        out.append(variable());
        continue;
      }
      at++;
      if (c == escape && at < text.length()) {
        char escaped = text.charAt(at++);
        if (escaped != '"' && escaped != '$' && escaped != escape) {
          out.append(c);
        }
        out.append(escaped);
      } else {
        out.append(c);
      }
    }
    throw error("unexpected end of statement while looking for matching double-quote");
  }

  // variable = "$" name | "${" name (":"? ("-" | "+" | "?") word | ("#" | "%" | "/") …)? "}"
  private String variable() throws DockerfileSyntaxException {
    at++;
    if (at >= text.length() || text.charAt(at) != '{') {
      String name = name();
      return name.isEmpty() ? "$" : values.getOrDefault(name, "");
    }
    at++;
    String name = name();
    if (name.isEmpty()) {
      throw error("bad substitution");
    }
    boolean set = values.containsKey(name);
    String value = values.getOrDefault(name, "");
    char modifier = nextInBraces();
    if (modifier == '}') {
      return value;
    }
    if (modifier == ':') {
      modifier = nextInBraces();
      set = set && !value.isEmpty();
    }
    return switch (modifier) {
      case '-' -> {
        String word = until('}');
        yield set ? value : word;
      }
      case '+' -> {
        String word = until('}');
        yield set ? word : "";
      }
      case '?' -> {
        String word = until('}');
        if (!set) {
          throw error(name + ": " + (word.isEmpty() ? "not allowed to be unset" : word));
        }
        yield value;
      }
      case '#', '%' -> trim(value, modifier);
      case '/' -> replace(value);
      default -> throw error("unsupported modifier (" + modifier + ") in substitution");
    };
  }

  private char nextInBraces() throws DockerfileSyntaxException {
    if (at >= text.length()) {
      throw error("syntax error: missing '}'");
    }
    return text.charAt(at++);
  }

  private String name() {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean letter = c == '_' || (c < 128 && Character.isLetter(c));
      if (!letter && !(Character.isDigit(c) && at > start)) {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String trim(String value, char side) throws DockerfileSyntaxException {
    boolean longest = at < text.length() && text.charAt(at) == side;
    if (longest) {
      at++;
    }
    Pattern glob = Pattern.compile(globToRegex(until('}')), Pattern.DOTALL);
    String best = value;
    for (int length = 0; length <= value.length(); length++) {
      boolean front = side == '#';
      String part = front ? value.substring(0, length) : value.substring(value.length() - length);
      if (glob.matcher(part).matches()) {
        best = front ? value.substring(length) : value.substring(0, value.length() - length);
        if (!longest) {
          return best;
        }
      }
    }
    return best;
  }

  private String replace(String value) throws DockerfileSyntaxException {
    boolean all = at < text.length() && text.charAt(at) == '/';
    if (all) {
      at++;
    }
    String glob = globToRegex(until('/'));
    String replacement = Matcher.quoteReplacement(until('}'));
    Matcher matcher = Pattern.compile(glob, Pattern.DOTALL).matcher(value);
    return all ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
  }

  private static String globToRegex(String glob) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*') {
        out.append(".*");
      } else if (c == '?') {
        out.append('.');
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.toString();
  }

  private static DockerfileSyntaxException error(String message) {
    return new DockerfileSyntaxException(message, 0);
  }
}
