package dev.camber.client.print;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads templates into nodes. Single-threaded. */
final class GoTemplateParser {
  /** What a block does. */
  enum Kind {
    IF,
    WITH,
    RANGE
  }

  /** A part of a template. */
  sealed interface Node {
    record Text(String text) implements Node {}

    /**
     * @param variable what the value goes to instead of the output; empty for the output
     * @param declares whether the variable begins here
     */
    record Print(Expression expression, String variable, boolean declares) implements Node {}
  }

  /**
   * {@code if}, {@code with} or {@code range}.
   *
   * @param first name of the variable for the key, empty without
   * @param second name of the variable for the value, empty without
   */
  record Block(
      Kind kind,
      String first,
      String second,
      Expression expression,
      List<Node> body,
      List<Node> otherwise)
      implements Node {}

  /** Something with a value. */
  sealed interface Expression {
    record Constant(Json value) implements Expression {}

    record Path(Optional<Expression> start, String variable, List<String> names)
        implements Expression {}

    record Call(String function, List<Expression> arguments) implements Expression {}
  }

  private record Piece(boolean action, String text) {}

  private final List<Piece> pieces;
  private int at;

  private GoTemplateParser(List<Piece> pieces) {
    this.pieces = pieces;
  }

  static List<Node> parse(String text) throws TemplateException {
    GoTemplateParser parser = new GoTemplateParser(pieces(text));
    List<Node> nodes = parser.list();
    if (parser.at < parser.pieces.size()) {
      throw new TemplateException("unexpected {{" + parser.pieces.get(parser.at).text() + "}}");
    }
    return nodes;
  }

  private static List<Piece> pieces(String text) throws TemplateException {
    List<Piece> out = new ArrayList<>();
    int from = 0;
    boolean trim = false;
    while (true) {
      int open = text.indexOf("{{", from);
      String before = text.substring(from, open < 0 ? text.length() : open);
      if (trim) {
        before = before.stripLeading();
      }
      if (open < 0) {
        out.add(new Piece(false, before));
        return out;
      }
      int close = end(text, open + 2);
      String inside = text.substring(open + 2, close);
      if (inside.startsWith("- ") || inside.startsWith("-\n")) {
        before = before.stripTrailing();
        inside = inside.substring(1);
      }
      trim = inside.endsWith(" -") || inside.endsWith("\n-");
      if (trim) {
        inside = inside.substring(0, inside.length() - 1);
      }
      out.add(new Piece(false, before));
      if (!inside.strip().startsWith("/*")) {
        out.add(new Piece(true, inside.strip()));
      }
      from = close + 2;
    }
  }

  /** Where the action that begins at {@code from} ends; quotes protect braces. */
  private static int end(String text, int from) throws TemplateException {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '`') {
        quote = c;
      } else if (text.startsWith("}}", i)) {
        return i;
      }
    }
    throw new TemplateException("unclosed action");
  }

  /** Nodes up to an {@code end} or {@code else} that belongs to somebody else. */
  private List<Node> list() throws TemplateException {
    List<Node> out = new ArrayList<>();
    while (at < pieces.size()) {
      Piece piece = pieces.get(at);
      String word = piece.action() ? piece.text().split("\\s+", 2)[0] : "";
      if (!piece.action()) {
        out.add(new Node.Text(piece.text()));
        at++;
      } else if (word.equals("end") || word.equals("else")) {
        return out;
      } else {
        at++;
        String rest = piece.text().substring(word.length()).strip();
        switch (word) {
          case "if" -> out.add(block(Kind.IF, rest));
          case "with" -> out.add(block(Kind.WITH, rest));
          case "range" -> out.add(block(Kind.RANGE, rest));
          case "define", "template", "block", "break", "continue" ->
              throw new TemplateException("{{" + word + "}} is not supported here");
          default -> out.add(print(piece.text()));
        }
      }
    }
    return out;
  }

  private static Node print(String text) throws TemplateException {
    if (text.startsWith("$")) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? "" : text.substring(0, equals).replace(":", "").strip();
      if (equals > 0 && name.matches("\\$\\w*")) {
        return new Node.Print(
            new GoExpressionParser(text.substring(equals + 1)).whole(),
            name,
            text.charAt(equals - 1) == ':');
      }
    }
    return new Node.Print(new GoExpressionParser(text).whole(), "", false);
  }

  private Block block(Kind kind, String head) throws TemplateException {
    String first = "";
    String second = "";
    String expression = head;
    int assign = head.indexOf(":=");
    if (head.startsWith("$") && assign > 0) {
      String[] names = head.substring(0, assign).strip().split("\\s*,\\s*");
      second = names[names.length - 1];
      first = names.length > 1 ? names[0] : "";
      expression = head.substring(assign + 2);
    }
    Expression value = new GoExpressionParser(expression).whole();
    List<Node> body = list();
    List<Node> otherwise = List.of();
    if (at < pieces.size() && pieces.get(at).text().startsWith("else")) {
      String rest = pieces.get(at).text().substring("else".length()).strip();
      at++;
      if (rest.startsWith("if ") || rest.startsWith("with ")) {
        Kind chained = rest.startsWith("if ") ? Kind.IF : Kind.WITH;
        // The chained block takes the `end` of the whole.
        return new Block(
            kind,
            first,
            second,
            value,
            body,
            List.of(block(chained, rest.substring(rest.indexOf(' ') + 1))));
      }
      otherwise = list();
    }
    if (at >= pieces.size() || !pieces.get(at).text().equals("end")) {
      throw new TemplateException("unexpected EOF: no {{end}}");
    }
    at++;
    return new Block(kind, first, second, value, body, otherwise);
  }

  /** A number as a constant. */
  static Expression number(String text) throws TemplateException {
    if (!text.matches("[+-]?\\d+(\\.\\d+)?")) {
      throw new TemplateException("bad number syntax: \"" + text + "\"");
    }
    return new Expression.Constant(new JsonNumber(text));
  }
}
