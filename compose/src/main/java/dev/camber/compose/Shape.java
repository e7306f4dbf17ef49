package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.text.GoDuration;
import dev.camber.model.yaml.KeyOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a value of the Compose model may be, and how it is printed. Stateless. */
@FunctionalInterface
interface Shape {
  /**
   * The value as it is printed; empty if it is left out.
   *
   * @param path where it stands, for messages
   * @throws Unreadable if it is no such value
   */
  Optional<Json> print(Json value, String path);

  /** Text that must be written as text; left out if empty. */
  Shape STRING =
      (value, path) -> {
        if (value instanceof JsonString s) {
          return s.value().isEmpty() ? Optional.empty() : Optional.of(s);
        }
        throw Unreadable.invalid(path, "must be a string");
      };

  /** Text, also written as a number; left out if empty. */
  Shape TEXT =
      (value, path) ->
          STRING.print(value instanceof JsonNumber n ? Json.of(n.literal()) : value, path);

  /** Any scalar as text, empty or not; null stays null. */
  Shape VALUE =
      (value, path) -> Optional.of(value instanceof JsonNull ? value : Json.of(text(value, path)));

  /** A bool that is left out if false. */
  Shape BOOL = (value, path) -> bool(value, path) ? Optional.of(Json.of(true)) : Optional.empty();

  /** A bool that is printed whatever it is. */
  Shape FLAG = (value, path) -> Optional.of(Json.of(bool(value, path)));

  /** A bool that is left out if true. */
  Shape UNLESS =
      (value, path) -> bool(value, path) ? Optional.empty() : Optional.of(Json.of(false));

  /** A whole number that is left out if 0. */
  Shape INT =
      (value, path) -> {
        long n = whole(value, path);
        return n == 0 ? Optional.empty() : Optional.of(Json.of(n));
      };

  /** A whole number that is printed whatever it is. */
  Shape COUNT = (value, path) -> Optional.of(Json.of(whole(value, path)));

  /** A number that is left out if 0. */
  Shape FLOAT =
      (value, path) -> {
        double n;
        try {
          n = Double.parseDouble(text(value, path));
        } catch (NumberFormatException e) {
          throw Unreadable.invalid(path, "must be a number");
        }
        return n == 0 ? Optional.empty() : Optional.of(JsonNumber.of(n));
      };

  /** A size, printed as the text of its bytes. */
  Shape BYTES =
      (value, path) -> {
        long bytes = Quantities.bytes(text(value, path), path);
        return bytes == 0 ? Optional.empty() : Optional.of(Json.of(Long.toString(bytes)));
      };

  /** A duration that is left out if 0. */
  Shape DURATION =
      (value, path) -> {
        Duration duration = Quantities.duration(text(value, path), path);
        return duration.isZero()
            ? Optional.empty()
            : Optional.of(Json.of(GoDuration.format(duration)));
      };

  /** A duration that is printed whatever it is. */
  Shape SPAN =
      (value, path) ->
          Optional.of(Json.of(GoDuration.format(Quantities.duration(text(value, path), path))));

  /** Permissions of a file; a number is one, a text has octal digits. */
  Shape MODE =
      (value, path) -> {
        try {
          long mode =
              value instanceof JsonString s ? Long.parseLong(s.value(), 8) : whole(value, path);
          return Optional.of(Json.of("0" + Long.toOctalString(mode)));
        } catch (NumberFormatException e) {
          throw Unreadable.invalid(path, "must be octal digits");
        }
      };

  /** Any scalar as text; null is the empty one. */
  Shape WORD =
      (value, path) -> Optional.of(Json.of(value instanceof JsonNull ? "" : text(value, path)));

  /** A list that is printed even if it is empty. */
  static Shape whole(Shape item) {
    Shape list = list(item);
    return (value, path) -> list.print(value, path).or(() -> Optional.of(Json.array(List.of())));
  }

  /** A whole number, or the word for all there are; left out if 0. */
  Shape INT_OR_ALL =
      (value, path) ->
          value.equals(Json.of("all")) ? Optional.of(Json.of(-1)) : Shape.INT.print(value, path);

  /** Anything, its mappings sorted. */
  Shape ANY = (value, path) -> Optional.of(sorted(value));

  /** A list; left out if empty. */
  static Shape list(Shape item) {
    return (value, path) -> {
      if (!(value instanceof JsonArray array)) {
        throw Unreadable.invalid(path, "must be a array");
      }
      List<Json> out = new ArrayList<>();
      for (int i = 0; i < array.items().size(); i++) {
        String at = path + "." + i;
        out.add(item.print(array.items().get(i), at).orElse(Json.of("")));
      }
      return out.isEmpty() ? Optional.empty() : Optional.of(Json.array(out));
    };
  }

  /** Names to values; null values stay; left out if empty. */
  static Shape map(Shape item) {
    return (value, path) -> {
      if (!(value instanceof JsonObject object)) {
        throw Unreadable.invalid(path, "must be a mapping");
      }
      Map<String, Json> out = new LinkedHashMap<>();
      for (String key : KeyOrder.sorted(object.members().keySet())) {
        Json member = object.get(key).orElseThrow();
        out.put(
            key,
            member instanceof JsonNull && item != WORD
                ? member
                : item.print(member, path + "." + key).orElse(Json.of("")));
      }
      return out.isEmpty() ? Optional.empty() : Optional.of(new JsonObject(out));
    };
  }

  /** A mapping with fields; left out if it has none. */
  static Shape struct(Map<String, Shape> fields) {
    return (value, path) ->
        kept(fields).print(value, path).filter(v -> !v.equals(JsonObject.EMPTY));
  }

  /** A mapping with fields in their order, extensions last; printed even if it has none. */
  static Shape kept(Map<String, Shape> fields) {
    return (value, path) -> {
      if (!(value instanceof JsonObject object)) {
        throw Unreadable.invalid(path, "must be a mapping");
      }
      for (String name : object.members().keySet()) {
        if (!fields.containsKey(name) && !name.startsWith("x-")) {
          throw Unreadable.invalid(path, "additional properties '" + name + "' not allowed");
        }
      }
      Map<String, Json> out = new LinkedHashMap<>();
      fields.forEach((name, shape) ->
          object
              .get(name)
              .filter(v -> !(v instanceof JsonNull))
              .flatMap(v -> shape.print(v, path + "." + name))
              .ifPresent(v -> out.put(name, v)));
      for (String name : KeyOrder.sorted(object.members().keySet())) {
        if (name.startsWith("x-")) {
          out.put(name, sorted(object.get(name).orElseThrow()));
        }
      }
      return Optional.of(new JsonObject(out));
    };
  }

  /** One of two shapes, chosen by whether the value is a mapping. */
  static Shape mappingOr(Shape mapping, Shape other) {
    return (value, path) -> (value instanceof JsonObject ? mapping : other).print(value, path);
  }

  /** The text of a scalar. */
  static String text(Json value, String path) {
    return switch (value) {
      case JsonString s -> s.value();
      case JsonNumber n -> n.literal();
      case JsonBool b -> b.compact();
      default -> throw Unreadable.invalid(path, "must be a string");
    };
  }

  private static boolean bool(Json value, String path) {
    return switch (text(value, path).toLowerCase(Locale.ROOT)) {
      case "true", "y", "yes", "on" -> true;
      case "false", "n", "no", "off" -> false;
      default -> throw Unreadable.invalid(path, "must be a boolean");
    };
  }

  private static long whole(Json value, String path) {
    try {
      return Long.parseLong(text(value, path));
    } catch (NumberFormatException e) {
      throw Unreadable.invalid(path, "must be a integer");
    }
  }

  private static Json sorted(Json value) {
    return switch (value) {
      case JsonArray a -> Json.array(a.items().stream().map(Shape::sorted).toList());
      case JsonObject o -> {
        Map<String, Json> out = new LinkedHashMap<>();
        for (String key : KeyOrder.sorted(o.members().keySet())) {
          out.put(key, sorted(o.get(key).orElseThrow()));
        }
        yield new JsonObject(out);
      }
      default -> value;
    };
  }
}
