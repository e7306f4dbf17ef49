package dev.camber.client.print;

import dev.camber.client.print.GoTemplateParser.Expression;
import dev.camber.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands between the braces of a template. Single-threaded. */
final class GoExpressionParser {
  private final String text;
  private int at;

  GoExpressionParser(String text) {
    this.text = text;
  }

  /** A pipeline and nothing else. */
  Expression whole() throws TemplateException {
    Expression out = pipeline();
    if (at < text.length()) {
      throw new TemplateException("unexpected \"" + text.substring(at) + "\" in {{" + text + "}}");
    }
    return out;
  }

  private Expression pipeline() throws TemplateException {
    Expression out = command(Optional.empty());
    spaces();
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      out = command(Optional.of(out));
      spaces();
    }
    return out;
  }

  /** One value, or a function with its arguments; what is piped in comes last. */
  private Expression command(Optional<Expression> piped) throws TemplateException {
    spaces();
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (!word.isEmpty() && Character.isLetter(word.charAt(0)) && constant(word).isEmpty()) {
      if (!GoFunctions.NAMES.contains(word)) {
        throw new TemplateException(
            "function \""
                + word
                + "\" not defined; known here: "
                + String.join(", ", GoFunctions.NAMES));
      }
      List<Expression> arguments = new ArrayList<>();
      spaces();
      while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
        arguments.add(operand());
        spaces();
      }
      piped.ifPresent(arguments::add);
      return new Expression.Call(word, List.copyOf(arguments));
    }
    at = start;
    Expression value = operand();
    if (piped.isPresent()) {
      throw new TemplateException("cannot pipe into a value in {{" + text + "}}");
    }
    return value;
  }

  private static Optional<Json> constant(String word) {
    return switch (word) {
      case "true" -> Optional.of(Json.of(true));
      case "false" -> Optional.of(Json.of(false));
      case "nil" -> Optional.of(Json.ofNull());
      default -> Optional.empty();
    };
  }

  private Expression operand() throws TemplateException {
    spaces();
    if (at >= text.length()) {
      throw new TemplateException("missing value in {{" + text + "}}");
    }
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      Expression inner = pipeline();
      if (at >= text.length() || text.charAt(at) != ')') {
        throw new TemplateException("unclosed left paren in {{" + text + "}}");
      }
      at++;
      List<String> names = names();
      return names.isEmpty() ? inner : new Expression.Path(Optional.of(inner), "", names);
    }
    if (c == '"' || c == '`') {
      return new Expression.Constant(Json.of(quoted(c)));
    }
    if (c == '.') {
      List<String> names = names();
      if (names.isEmpty()) {
        at++;
      }
      return new Expression.Path(Optional.empty(), "", names);
    }
    int start = at;
    if (c == '$') {
      at++;
    }
    while (at < text.length() && isWord(text.charAt(at), c == '$')) {
      at++;
    }
    String word = text.substring(start, at);
    if (c == '$') {
      return new Expression.Path(Optional.empty(), word, names());
    }
    Optional<Json> constant = constant(word);
    if (constant.isPresent()) {
      return new Expression.Constant(constant.get());
    }
    if (GoFunctions.NAMES.contains(word)) {
      return new Expression.Call(word, List.of());
    }
    if (word.isEmpty()) {
      throw new TemplateException("unexpected \"" + c + "\" in {{" + text + "}}");
    }
    return GoTemplateParser.number(word);
  }

  private static boolean isWord(char c, boolean variable) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || (!variable && (c == '.' || c == '-' || c == '+'));
  }

  /** {@code .a.b}: as many names as there are. */
  private List<String> names() {
    List<String> out = new ArrayList<>();
    while (at + 1 < text.length()
        && text.charAt(at) == '.'
        && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '_')) {
      int start = ++at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      out.add(text.substring(start, at));
    }
    return List.copyOf(out);
  }

  private String quoted(char quote) throws TemplateException {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return out.toString();
      }
      if (c == '\\' && quote == '"' && at + 1 < text.length()) {
        char escaped = text.charAt(++at);
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
    throw new TemplateException("unterminated quoted string in {{" + text + "}}");
  }

  private void spaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
