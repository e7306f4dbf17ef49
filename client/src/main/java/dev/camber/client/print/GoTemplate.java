package dev.camber.client.print;

import dev.camber.client.print.GoTemplateParser.Block;
import dev.camber.client.print.GoTemplateParser.Expression;
import dev.camber.client.print.GoTemplateParser.Kind;
import dev.camber.client.print.GoTemplateParser.Node;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.text.GoFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Go templates as far as scripts around objects use them: fields, variables, pipelines, {@code if},
 * {@code with}, {@code range}, and the functions of {@link GoFunctions}. {@code define}, {@code
 * template}, {@code block} and {@code break} are refused by name. Immutable.
 */
public final class GoTemplate {
  private final List<Node> nodes;

  private GoTemplate(List<Node> nodes) {
    this.nodes = nodes;
  }

  public static GoTemplate of(String text) throws TemplateException {
    return new GoTemplate(GoTemplateParser.parse(text));
  }

  /** What the template prints for {@code root}. */
  public String print(Json root, boolean missingIsEmpty) throws TemplateException {
    StringBuilder out = new StringBuilder();
    new Run(root, missingIsEmpty, out).all(nodes, root);
    return out.toString();
  }

  /** One execution. Single-threaded. */
  private static final class Run {
    private final boolean lenient;
    private final StringBuilder out;
    private final Deque<Map<String, Json>> scopes = new ArrayDeque<>();

    Run(Json root, boolean lenient, StringBuilder out) {
      this.lenient = lenient;
      this.out = out;
      Map<String, Json> top = new HashMap<>();
      top.put("$", root);
      scopes.push(top);
    }

    void all(List<Node> body, Json dot) throws TemplateException {
      for (Node node : body) {
        switch (node) {
          case Node.Text text -> out.append(text.text());
          case Node.Print print -> {
            Json value = value(print.expression(), dot);
            if (print.variable().isEmpty()) {
              out.append(shown(value));
            } else {
              set(print, value);
            }
          }
          case Block block -> block(block, dot);
        }
      }
    }

    private void set(Node.Print print, Json value) throws TemplateException {
      if (print.declares()) {
        scopes.getFirst().put(print.variable(), value);
        return;
      }
      for (Map<String, Json> scope : scopes) {
        if (scope.containsKey(print.variable())) {
          scope.put(print.variable(), value);
          return;
        }
      }
      throw new TemplateException("undefined variable " + print.variable());
    }

    private void block(Block block, Json dot) throws TemplateException {
      Json value = value(block.expression(), dot);
      if (block.kind() == Kind.RANGE) {
        range(block, value, dot);
        return;
      }
      scopes.push(new HashMap<>());
      try {
        if (!block.second().isEmpty()) {
          scopes.getFirst().put(block.second(), value);
        }
        boolean holds = GoFunctions.isTrue(value);
        all(
            holds ? block.body() : block.otherwise(),
            holds && block.kind() == Kind.WITH ? value : dot);
      } finally {
        scopes.pop();
      }
    }

    private void range(Block block, Json value, Json dot) throws TemplateException {
      Map<Json, Json> items = new java.util.LinkedHashMap<>();
      switch (value) {
        case JsonArray a -> {
          for (int i = 0; i < a.size(); i++) {
            items.put(Json.of(i), a.items().get(i));
          }
        }
        case JsonObject o ->
            new TreeMap<>(o.members()).forEach((name, member) -> items.put(Json.of(name), member));
        case JsonNull n -> {}
        case JsonNumber n -> {
          for (long i = 0; i < n.asLong().orElse(0); i++) {
            items.put(Json.of(i), Json.of(i));
          }
        }
        default -> throw new TemplateException("range can't iterate over " + GoFormat.plain(value));
      }
      if (items.isEmpty()) {
        all(block.otherwise(), dot);
        return;
      }
      for (Map.Entry<Json, Json> item : items.entrySet()) {
        Map<String, Json> scope = new HashMap<>();
        if (!block.first().isEmpty()) {
          scope.put(block.first(), item.getKey());
        }
        if (!block.second().isEmpty()) {
          scope.put(block.second(), item.getValue());
        }
        scopes.push(scope);
        try {
          all(block.body(), item.getValue());
        } finally {
          scopes.pop();
        }
      }
    }

    private String shown(Json value) {
      return value == JsonNull.NULL ? "<no value>" : GoFormat.plain(value);
    }

    private Json value(Expression expression, Json dot) throws TemplateException {
      return switch (expression) {
        case Expression.Constant c -> c.value();
        case Expression.Path p -> path(p, dot);
        case Expression.Call c -> {
          // and, or: the rest is not looked at once the answer is known.
          if (c.function().equals("and") || c.function().equals("or")) {
            Json last = JsonBool.FALSE;
            for (Expression argument : c.arguments()) {
              last = value(argument, dot);
              if (GoFunctions.isTrue(last) == c.function().equals("or")) {
                break;
              }
            }
            yield last;
          }
          java.util.List<Json> arguments = new java.util.ArrayList<>();
          for (Expression argument : c.arguments()) {
            arguments.add(value(argument, dot));
          }
          yield GoFunctions.call(c.function(), arguments);
        }
      };
    }

    private Json path(Expression.Path path, Json dot) throws TemplateException {
      Json here = path.start().isPresent() ? value(path.start().get(), dot) : dot;
      if (!path.variable().isEmpty()) {
        here = variable(path.variable());
      }
      for (String name : path.names()) {
        if (here instanceof JsonObject o) {
          Json found = o.members().get(name);
          if (found == null && !lenient) {
            throw new TemplateException("map has no entry for key \"" + name + "\"");
          }
          here = found == null ? JsonNull.NULL : found;
        } else if (here != JsonNull.NULL) {
          String type = here instanceof JsonString ? "string" : here.typeName();
          throw new TemplateException("can't evaluate field " + name + " in type " + type);
        } else if (!lenient) {
          throw new TemplateException("nil pointer evaluating interface {}." + name);
        }
      }
      return here;
    }

    private Json variable(String name) throws TemplateException {
      for (Map<String, Json> scope : scopes) {
        Json found = scope.get(name);
        if (found != null) {
          return found;
        }
      }
      throw new TemplateException("undefined variable " + name);
    }
  }
}
