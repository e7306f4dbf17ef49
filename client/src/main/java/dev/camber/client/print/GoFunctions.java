package dev.camber.client.print;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.text.GoFormat;
import dev.camber.model.text.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The functions that templates may call. Stateless. */
final class GoFunctions {
  static final List<String> NAMES =
      List.of(
          "and",
          "base64decode",
          "eq",
          "exists",
          "ge",
          "gt",
          "index",
          "join",
          "le",
          "len",
          "lt",
          "ne",
          "not",
          "or",
          "print",
          "printf",
          "println",
          "split");

  private GoFunctions() {}

  static boolean isTrue(Json value) {
    return switch (value) {
      case JsonNull n -> false;
      case JsonBool b -> b.value();
      case JsonNumber n -> n.doubleValue() != 0;
      case JsonString s -> !s.value().isEmpty();
      case JsonArray a -> !a.isEmpty();
      case JsonObject o -> !o.isEmpty();
    };
  }

  static Json call(String name, List<Json> arguments) throws TemplateException {
    return switch (name) {
      case "not" -> Json.of(!isTrue(argument(name, arguments, 0)));
      case "eq" -> {
        Json first = argument(name, arguments, 0);
        argument(name, arguments, 1);
        yield Json.of(arguments.stream().skip(1).anyMatch(a -> same(first, a)));
      }
      case "ne" -> Json.of(!same(argument(name, arguments, 0), argument(name, arguments, 1)));
      case "lt", "le", "gt", "ge" -> compare(name, arguments);
      case "len" -> length(argument(name, arguments, 0));
      case "index" -> index(arguments);
      case "exists" -> {
        Json here = argument(name, arguments, 0);
        for (Json step : arguments.subList(1, arguments.size())) {
          here =
              step instanceof JsonString s
                  ? here.at(s.value()).orElse(Json.ofNull())
                  : Json.ofNull();
        }
        yield Json.of(here != JsonNull.NULL);
      }
      case "base64decode" -> decoded(text(name, arguments, 0));
      case "join" -> {
        if (!(argument(name, arguments, 0) instanceof JsonArray items)) {
          throw new TemplateException("join: wanted a list");
        }
        yield Json.of(
            String.join(
                text(name, arguments, 1), items.items().stream().map(GoFormat::plain).toList()));
      }
      case "split" ->
          Json.strings(
              List.of(
                  text(name, arguments, 0)
                      .split(java.util.regex.Pattern.quote(text(name, arguments, 1)), -1)));
      case "print" -> Json.of(String.join("", arguments.stream().map(GoFormat::plain).toList()));
      case "println" ->
          Json.of(String.join(" ", arguments.stream().map(GoFormat::plain).toList()) + "\n");
      case "printf" ->
          Json.of(printf(text(name, arguments, 0), arguments.subList(1, arguments.size())));
      default -> throw new TemplateException("function \"" + name + "\" not defined");
    };
  }

  private static Json argument(String name, List<Json> arguments, int at) throws TemplateException {
    if (at >= arguments.size()) {
      throw new TemplateException("wrong number of args for " + name + ": got " + arguments.size());
    }
    return arguments.get(at);
  }

  private static String text(String name, List<Json> arguments, int at) throws TemplateException {
    return argument(name, arguments, at)
        .asString()
        .orElseThrow(() -> new TemplateException(name + ": wanted a string"));
  }

  private static boolean same(Json left, Json right) {
    return left instanceof JsonNumber l && right instanceof JsonNumber r
        ? l.doubleValue() == r.doubleValue()
        : left.equals(right);
  }

  private static Json compare(String name, List<Json> arguments) throws TemplateException {
    Json left = argument(name, arguments, 0);
    Json right = argument(name, arguments, 1);
    int order;
    if (left instanceof JsonNumber l && right instanceof JsonNumber r) {
      order = Double.compare(l.doubleValue(), r.doubleValue());
    } else if (left instanceof JsonString l && right instanceof JsonString r) {
      order = l.value().compareTo(r.value());
    } else {
      throw new TemplateException(name + ": incompatible types for comparison");
    }
    return Json.of(
        switch (name) {
          case "lt" -> order < 0;
          case "le" -> order <= 0;
          case "gt" -> order > 0;
          default -> order >= 0;
        });
  }

  private static Json length(Json value) throws TemplateException {
    return switch (value) {
      case JsonArray a -> Json.of(a.size());
      case JsonObject o -> Json.of(o.members().size());
      case JsonString s -> Json.of(s.value().getBytes(StandardCharsets.UTF_8).length);
      default -> throw new TemplateException("len of " + value.typeName());
    };
  }

  private static Json index(List<Json> arguments) throws TemplateException {
    Json here = argument("index", arguments, 0);
    for (Json step : arguments.subList(1, arguments.size())) {
      if (here instanceof JsonArray a && step instanceof JsonNumber n) {
        long i = n.asLong().orElse(-1);
        if (i < 0 || i >= a.size()) {
          throw new TemplateException("error calling index: index out of range: " + n.literal());
        }
        here = a.items().get((int) i);
      } else if (here instanceof JsonObject o && step instanceof JsonString s) {
        here = o.get(s.value()).orElse(Json.ofNull());
      } else {
        throw new TemplateException(
            "error calling index: can't index " + here.typeName() + " with " + step.typeName());
      }
    }
    return here;
  }

  private static Json decoded(String text) throws TemplateException {
    try {
      return Json.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new TemplateException("base64 decode: " + e.getMessage());
    }
  }

  private static String printf(String format, List<Json> arguments) throws TemplateException {
    StringBuilder out = new StringBuilder();
    int next = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int from = i + 1;
      int at = from;
      while (at < format.length() && "-0123456789.+ ".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      if (at >= format.length()) {
        return out.append("%!(NOVERB)").toString();
      }
      char verb = format.charAt(at);
      i = at;
      if (verb == '%') {
        out.append('%');
        continue;
      }
      if (next >= arguments.size()) {
        out.append("%!").append(verb).append("(MISSING)");
        continue;
      }
      Json value = arguments.get(next++);
      String text =
          switch (verb) {
            case 's', 'v', 'd' -> GoFormat.plain(value);
            case 'q' -> Quoted.go(GoFormat.plain(value));
            case 't' -> GoFormat.plain(value);
            case 'f', 'g' -> value instanceof JsonNumber n ? Double.toString(n.doubleValue()) : "";
            default ->
                throw new TemplateException("printf: the verb %" + verb + " is not known here");
          };
      out.append(padded(text, format.substring(from, at)));
    }
    return out.toString();
  }

  private static String padded(String text, String flags) throws TemplateException {
    if (flags.isEmpty()) {
      return text;
    }
    if (!flags.matches("-?\\d+")) {
      throw new TemplateException("printf: the flags %" + flags + " are not known here");
    }
    int width = Integer.parseInt(flags);
    String space = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + space : space + text;
  }
}
