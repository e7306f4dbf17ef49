package dev.camber.engine.store;

import dev.camber.model.UserError;
import dev.camber.model.api.LabelSelector;
import dev.camber.model.api.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Label and field selectors as Kubernetes writes them. */
public final class Selectors {
  private Selectors() {}

  /**
   * Parses a label selector: {@code a=b,c!=d,e in (x,y),f notin (z),g,!h}; {@code ==} is {@code =}.
   * Empty text selects everything.
   *
   * @throws UserError with the message of a Kubernetes server if the text is not a selector
   */
  public static Predicate<ObjectMeta> labels(String text) throws UserError {
    List<Predicate<Map<String, String>>> all = new Parser(text).selector();
    return metadata -> all.stream().allMatch(p -> p.test(metadata.labels()));
  }

  /** A label selector in its long form. */
  public static Predicate<Map<String, String>> labels(LabelSelector selector) throws UserError {
    List<Predicate<Map<String, String>>> all = new ArrayList<>();
    selector.matchLabels().forEach((key, value) -> all.add(m -> value.equals(m.get(key))));
    for (LabelSelector.Requirement r : selector.matchExpressions()) {
      Set<String> values = Set.copyOf(r.values());
      all.add(
          switch (r.operator()) {
            case "In" -> m -> m.containsKey(r.key()) && values.contains(m.get(r.key()));
            case "NotIn" -> m -> !m.containsKey(r.key()) || !values.contains(m.get(r.key()));
            case "Exists" -> m -> m.containsKey(r.key());
            case "DoesNotExist" -> m -> !m.containsKey(r.key());
            default ->
                throw new UserError(
                    "\"" + r.operator() + "\" is not a valid label selector operator");
          });
    }
    return labels -> all.stream().allMatch(p -> p.test(labels));
  }

  /**
   * Parses a field selector: {@code metadata.name=x}, {@code !=} too, joined by commas.
   *
   * @throws UserError if a field other than {@code metadata.name} and {@code metadata.namespace} is
   *     named
   */
  public static Predicate<ObjectMeta> fields(String text) throws UserError {
    Predicate<ObjectMeta> out = metadata -> true;
    for (String term : text.split(",", -1)) {
      if (term.isBlank()) {
        continue;
      }
      int at = term.indexOf('=');
      if (at < 0) {
        throw new UserError("invalid selector: '" + text + "'; can't understand '" + term + "'");
      }
      boolean not = at > 0 && term.charAt(at - 1) == '!';
      String field = term.substring(0, not ? at - 1 : at).strip();
      String value = term.substring(term.startsWith("==", at) ? at + 2 : at + 1).strip();
      out =
          switch (field) {
            case "metadata.name" -> out.and(m -> m.name().equals(value) != not);
            // Our kinds have no namespace.
            case "metadata.namespace" -> out.and(m -> value.isEmpty() != not);
            default ->
                throw new UserError(
                    "\""
                        + field
                        + "\" is not a known field selector: only \"metadata.name\","
                        + " \"metadata.namespace\"");
          };
    }
    return out;
  }

  /** Reads the short form; one production per method. */
  private static final class Parser {
    private static final String SYMBOLS = "=!(),<>";
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    /** selector = [ requirement { "," requirement } ] */
    List<Predicate<Map<String, String>>> selector() throws UserError {
      List<Predicate<Map<String, String>>> out = new ArrayList<>();
      if (peek().isEmpty()) {
        return out;
      }
      while (true) {
        out.add(requirement());
        String token = next();
        if (token.isEmpty()) {
          return out;
        }
        if (!token.equals(",")) {
          throw unexpected(token, "',' or 'end of string'");
        }
      }
    }

    /** requirement = "!" key | key [ ("=" | "==" | "!=") value | ("in" | "notin") values ] */
    private Predicate<Map<String, String>> requirement() throws UserError {
      String first = next();
      if (first.equals("!")) {
        String key = identifier(next(), "identifier");
        return m -> !m.containsKey(key);
      }
      String key = identifier(first, "!, identifier, or 'end of string'");
      String operator = peek();
      switch (operator) {
        case "", "," -> {
          return m -> m.containsKey(key);
        }
        case "=", "==", "!=" -> {
          next();
          String token = peek();
          String value =
              token.isEmpty() || token.equals(",") ? "" : identifier(next(), "identifier");
          return operator.equals("!=")
              ? m -> !value.equals(m.get(key))
              : m -> value.equals(m.get(key));
        }
        case "in", "notin" -> {
          next();
          Set<String> values = values();
          return operator.equals("in")
              ? m -> m.containsKey(key) && values.contains(m.get(key))
              : m -> !m.containsKey(key) || !values.contains(m.get(key));
        }
        default -> throw unexpected(operator, "in, notin, =, ==, !=, gt, lt");
      }
    }

    /** values = "(" [ value { "," value } ] ")" */
    private Set<String> values() throws UserError {
      String open = next();
      if (!open.equals("(")) {
        throw unexpected(open, "'('");
      }
      Set<String> out = new TreeSet<>();
      while (true) {
        String token = next();
        switch (token) {
          case ")" -> {
            if (out.isEmpty()) {
              out.add("");
            }
            return out;
          }
          case "," -> out.add("");
          case "" -> throw unexpected("", "',', ')' or identifier");
          default -> {
            out.add(identifier(token, "identifier"));
            String after = next();
            if (after.equals(")")) {
              return out;
            }
            if (!after.equals(",")) {
              throw unexpected(after, "',' or ')'");
            }
          }
        }
      }
    }

    private static String identifier(String token, String expected) throws UserError {
      if (token.isEmpty() || SYMBOLS.indexOf(token.charAt(0)) >= 0) {
        throw unexpected(token, expected);
      }
      return token;
    }

    private static UserError unexpected(String found, String expected) {
      return new UserError(
          "unable to parse requirement: found '" + found + "', expected: " + expected);
    }

    private String peek() {
      int before = at;
      String token = next();
      at = before;
      return token;
    }

    /** The next token; empty at the end. */
    private String next() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at >= text.length()) {
        return "";
      }
      char c = text.charAt(at);
      if (SYMBOLS.indexOf(c) >= 0) {
        int length = text.startsWith("==", at) || text.startsWith("!=", at) ? 2 : 1;
        at += length;
        return text.substring(at - length, at);
      }
      int start = at;
      while (at < text.length()
          && !Character.isWhitespace(text.charAt(at))
          && SYMBOLS.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }
  }
}
