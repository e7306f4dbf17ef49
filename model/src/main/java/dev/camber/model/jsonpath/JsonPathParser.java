package dev.camber.model.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses JSONPath templates as kubectl's parser does, with its messages. A template is text with
 * actions in braces. Single-threaded.
 */
public final class JsonPathParser {
  private static final char END = (char) -1;
  private static final String TERMINATORS = " \t\r\n.,[]$@{}" + END;
  private static final Pattern KEY = Pattern.compile("'([^']*)'");
  private static final Pattern SLICE = Pattern.compile("(-?\\d*)(:-?\\d*)?(:-?\\d*)?");
  private static final Pattern COMPARISON = Pattern.compile("([^!<>=]+)([!<>=]+)(.+?)");

  private final String text;
  private int at;

  private JsonPathParser(String text) {
    this.text = text;
  }

  /** {@code template ::= (text | action)*}. */
  public static List<JsonPathNode> parse(String text) throws JsonPathException {
    JsonPathParser parser = new JsonPathParser(text);
    List<JsonPathNode> nodes = new ArrayList<>();
    while (parser.at < text.length()) {
      int open = text.indexOf('{', parser.at);
      if (open < 0) {
        nodes.add(new JsonPathNode.Text(text.substring(parser.at)));
        break;
      }
      if (open > parser.at) {
        nodes.add(new JsonPathNode.Text(text.substring(parser.at, open)));
      }
      parser.at = open + 1;
      nodes.add(new JsonPathNode.Action(parser.action()));
    }
    return nodes;
  }

  private static List<JsonPathNode> parseAction(String inside) throws JsonPathException {
    List<JsonPathNode> nodes = parse("{" + inside + "}");
    return ((JsonPathNode.Action) nodes.getFirst()).nodes();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  /** {@code action ::= '{' step* '}'}; the opening brace has been read. */
  private List<JsonPathNode> action() throws JsonPathException {
    List<JsonPathNode> nodes = new ArrayList<>();
    while (true) {
      char c = peek();
      if (c == '}') {
        at++;
        return nodes;
      }
      if (text.startsWith("[?(", at)) {
        nodes.add(filter());
      } else if (text.startsWith("..", at)) {
        at += 2;
        nodes.add(new JsonPathNode.Recursive());
        if (isWord(peek())) {
          nodes.add(field());
        }
      } else {
        step(c, nodes);
      }
    }
  }

  private void step(char c, List<JsonPathNode> nodes) throws JsonPathException {
    switch (c) {
      case END, '\r', '\n' -> throw new JsonPathException("unclosed action");
      case ' ', '@', '$' -> at++;
      case '[' -> brackets(nodes);
      case '"', '\'' -> nodes.add(quoted(c));
      case '.' -> {
        at++;
        nodes.add(field());
      }
      default -> {
        if (c == '+' || c == '-' || Character.isDigit(c)) {
          nodes.add(number());
        } else if (isWord(c)) {
          nodes.add(identifier());
        } else {
          int code = text.codePointAt(at);
          throw new JsonPathException(
              "unrecognized character in action: U+%04X '%s'"
                  .formatted(code, Character.toString(code)));
        }
      }
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || c != END && Character.isLetterOrDigit(c);
  }

  /** {@code field ::= (escaped | any but a terminator)*}. */
  private JsonPathNode field() {
    StringBuilder name = new StringBuilder();
    int start = at;
    while (TERMINATORS.indexOf(peek()) < 0) {
      if (peek() == '\\') {
        at++;
        if (peek() == END) {
          break;
        }
      }
      name.append(text.charAt(at++));
    }
    return text.substring(start, at).equals("*")
        ? new JsonPathNode.Wildcard()
        : new JsonPathNode.Field(name.toString().replace("\\", ""));
  }

  private JsonPathNode identifier() {
    int start = at;
    while (TERMINATORS.indexOf(peek()) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return word.equals("true") || word.equals("false")
        ? new JsonPathNode.Bool(word.equals("true"))
        : new JsonPathNode.Identifier(word);
  }

  private JsonPathNode number() throws JsonPathException {
    int start = at;
    if (peek() == '+' || peek() == '-') {
      at++;
    }
    while (peek() == '.' || Character.isDigit(peek())) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      return new JsonPathNode.Int(Long.parseLong(digits));
    } catch (NumberFormatException notWhole) {
      try {
        return new JsonPathNode.Real(Double.parseDouble(digits));
      } catch (NumberFormatException notReal) {
        throw new JsonPathException("cannot parse number " + digits);
      }
    }
  }

  private JsonPathNode quoted(char quote) throws JsonPathException {
    int start = ++at;
    while (peek() != quote || text.charAt(at - 1) == '\\') {
      if (peek() == END || peek() == '\n') {
        throw new JsonPathException("unterminated quoted string");
      }
      at++;
    }
    String inside = text.substring(start, at++);
    return new JsonPathNode.Text(unescape(inside));
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        out.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> escaped;
            });
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** {@code brackets ::= '[' (index | slice | key | '*' | union) ']'}. */
  private void brackets(List<JsonPathNode> nodes) throws JsonPathException {
    int start = ++at;
    while (peek() != ']') {
      if (peek() == END || peek() == '\n') {
        throw new JsonPathException("unterminated array");
      }
      at++;
    }
    String inside = text.substring(start, at++);
    if (inside.indexOf(',') >= 0) {
      List<List<JsonPathNode>> alternatives = new ArrayList<>();
      for (String part : inside.split(",", -1)) {
        alternatives.add(parseAction("[" + trimSpaces(part) + "]"));
      }
      nodes.add(new JsonPathNode.Union(alternatives));
      return;
    }
    Matcher key = KEY.matcher(inside);
    if (key.matches()) {
      nodes.addAll(parseAction("." + key.group(1)));
      return;
    }
    nodes.add(slice(inside.equals("*") ? ":" : inside));
  }

  private static String trimSpaces(String part) {
    int from = 0;
    int to = part.length();
    while (from < to && part.charAt(from) == ' ') {
      from++;
    }
    while (to > from && part.charAt(to - 1) == ' ') {
      to--;
    }
    return part.substring(from, to);
  }

  private static JsonPathNode slice(String inside) throws JsonPathException {
    Matcher parts = SLICE.matcher(inside);
    if (!parts.matches()) {
      throw new JsonPathException("invalid array index " + inside);
    }
    boolean single = parts.group(2) == null && parts.group(3) == null;
    return new JsonPathNode.Slice(
        bound(parts.group(1), 0), bound(parts.group(2), 1), bound(parts.group(3), 1), single);
  }

  private static OptionalInt bound(@org.jspecify.annotations.Nullable String part, int skip)
      throws JsonPathException {
    if (part == null || part.length() <= skip) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(part.substring(skip)));
    } catch (NumberFormatException e) {
      throw new JsonPathException("array index " + part.substring(skip) + " is not a number");
    }
  }

  /** {@code filter ::= '[?(' path (operator value)? ')]'}. */
  private JsonPathNode filter() throws JsonPathException {
    int start = at + "[?(".length();
    int end = endOfFilter(start);
    if (end + 1 >= text.length() || text.charAt(end + 1) != ']') {
      throw new JsonPathException("unclosed array expect ]");
    }
    at = end + 2;
    String inside = text.substring(start, end);
    Matcher comparison = COMPARISON.matcher(inside);
    if (!comparison.matches()) {
      return new JsonPathNode.Filter(parseAction(inside), "exists", List.of());
    }
    return new JsonPathNode.Filter(
        parseAction(comparison.group(1)), comparison.group(2), parseAction(comparison.group(3)));
  }

  private int endOfFilter(int start) throws JsonPathException {
    boolean begun = false;
    boolean ended = false;
    char pair = 0;
    for (int i = start; i < text.length() && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        if (!begun) {
          begun = true;
          pair = c;
        } else if (text.charAt(i - 1) != '\\' && c == pair) {
          ended = true;
        }
      } else if (c == ')' && begun == ended) {
        return i;
      }
    }
    throw new JsonPathException("unterminated filter");
  }
}
