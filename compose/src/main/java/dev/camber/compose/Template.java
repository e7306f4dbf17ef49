package dev.camber.compose;

import java.util.Optional;
import java.util.function.Function;

/**
 * Variables in texts, as Compose files and env files write them: {@code $NAME}, {@code ${NAME}},
 * {@code ${NAME:-default}}, {@code ${NAME-default}}, {@code ${NAME:?message}}, {@code
 * ${NAME?message}}, {@code ${NAME:+other}}, {@code ${NAME+other}}, and {@code $$} for a dollar. An
 * instance reads one text.
 */
final class Template {
  private final String text;
  private final Function<String, Optional<String>> variables;
  private int at;

  private Template(String text, Function<String, Optional<String>> variables) {
    this.text = text;
    this.variables = variables;
  }

  /**
   * The text with its variables replaced; unset ones are empty.
   *
   * @throws Unreadable if the text is no template, or a variable that must be set is not
   */
  static String expand(String text, Function<String, Optional<String>> variables) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    return new Template(text, variables).whole();
  }

  private String whole() {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$') {
        out.append(c);
        at++;
        continue;
      }
      at++;
      if (at < text.length() && text.charAt(at) == '$') {
        out.append('$');
        at++;
      } else if (at < text.length() && text.charAt(at) == '{') {
        at++;
        out.append(braced());
      } else {
        String name = name();
        if (name.isEmpty()) {
          throw invalid();
        }
        out.append(variables.apply(name).orElse(""));
      }
    }
    return out.toString();
  }

  private Unreadable invalid() {
    return new Unreadable(
        "invalid interpolation format. You may need to escape any $ with another $: " + text);
  }

  private String name() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c, boolean first) {
    return c == '_'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || !first && c >= '0' && c <= '9';
  }

  /** After the opening brace, up to and with the closing one. */
  private String braced() {
    String name = name();
    if (name.isEmpty() || at >= text.length()) {
      throw invalid();
    }
    if (text.charAt(at) == '}') {
      at++;
      return variables.apply(name).orElse("");
    }
    boolean emptyCounts = text.charAt(at) == ':';
    if (emptyCounts) {
      at++;
    }
    char operator = at < text.length() ? text.charAt(at) : ' ';
    if ("-?+".indexOf(operator) < 0) {
      throw invalid();
    }
    at++;
    String argument = argument();
    Optional<String> value = variables.apply(name).filter(v -> !emptyCounts || !v.isEmpty());
    return switch (operator) {
      case '-' -> value.orElseGet(() -> expand(argument, variables));
      case '+' -> value.isPresent() ? expand(argument, variables) : "";
      default ->
          value.orElseThrow(() ->
              new Unreadable(
                  "required variable "
                      + name
                      + " is missing a value: "
                      + expand(argument, variables)));
    };
  }

  private String argument() {
    int start = at;
    int open = 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '{' && at > start && text.charAt(at - 1) == '$') {
        open++;
      } else if (c == '}') {
        open--;
        if (open == 0) {
          at++;
          return text.substring(start, at - 1);
        }
      }
      at++;
    }
    throw invalid();
  }
}
