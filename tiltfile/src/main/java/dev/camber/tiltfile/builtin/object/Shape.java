package dev.camber.tiltfile.builtin.object;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkBool;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.state.NestedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a nested value, and how a dict becomes the part of an API object that it stands
 * for. Immutable. Source: spec Tiltfile, section 5.14.
 *
 * @param builtin the constructor's name without {@code v1alpha1.}
 * @param fields in the order of the constructor's parameters
 */
record Shape(String builtin, List<Field> fields) {
  /**
   * One field.
   *
   * @param name as Tiltfiles write it
   * @param member as the API writes it
   */
  record Field(String name, String member, Type type) {}

  /** What a field holds. */
  sealed interface Type {}

  /** Values without parts; a path is relative to the directory of the call. */
  enum Scalar implements Type {
    STRING,
    INT,
    BOOL,
    STRINGS,
    STRING_MAP,
    PATH
  }

  /** Another nested value. */
  record Nested(Shape shape) implements Type {}

  /** A list of nested values. */
  record ListOf(Shape shape) implements Type {}

  /** Named, but refused when it is given. */
  record Refused() implements Type {}

  Shape {
    fields = List.copyOf(fields);
  }

  /** Reads a dict; a value of a constructor brings its tree along. */
  JsonObject read(Value value, String directory, NestedValues known) {
    if (!(value instanceof StarlarkDict dict)) {
      throw new EvalException("expected dict, actual: " + value.type());
    }
    dict.freeze();
    Optional<JsonObject> tree = known.find(dict);
    if (tree.isPresent()) {
      return tree.get();
    }
    Map<String, Json> members = new LinkedHashMap<>();
    dict.forEach((key, item) -> {
      if (!(key instanceof StarlarkString name)) {
        throw new EvalException("key must be string. Got: " + key.type());
      }
      Field field = field(name.text());
      members.put(field.member(), readField(field, item, directory, known));
    });
    return new JsonObject(members);
  }

  private Field field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name) && !(field.type() instanceof Refused)) {
        return field;
      }
    }
    throw new EvalException("Unexpected attribute name: " + name);
  }

  private static Json readField(Field field, Value value, String directory, NestedValues known) {
    return switch (field.type()) {
      case Scalar.STRING ->
          Json.of(
              Convert.textOf(value)
                  .filter(t -> value instanceof StarlarkString)
                  .orElseThrow(() -> scalar("string", value)));
      case Scalar.BOOL -> {
        if (!(value instanceof StarlarkBool bool)) {
          throw scalar("bool", value);
        }
        yield Json.of(bool.truth());
      }
      case Scalar.INT -> {
        try {
          yield Json.of(Converter.INT32.convert(value));
        } catch (EvalException e) {
          throw new EvalException("Expected int, got: " + e.getMessage());
        }
      }
      default -> {
        try {
          yield composite(field.type(), value, directory, known);
        } catch (EvalException e) {
          throw new EvalException("unpacking " + field.name() + ": " + e.getMessage());
        }
      }
    };
  }

  private static EvalException scalar(String wanted, Value value) {
    return new EvalException(
        wanted.equals("bool")
            ? "Expected bool, got: " + value.type()
            : "Expected " + wanted + ", actual: " + value.type());
  }

  /** Reads a value of a type that is more than a single word. */
  static Json composite(Type type, Value value, String directory, NestedValues known) {
    return switch (type) {
      case Scalar.STRINGS -> Json.strings(Convert.STRING_LIST.convert(value));
      case Scalar.STRING_MAP -> {
        Map<String, Json> members = new LinkedHashMap<>();
        Convert.STRING_MAP.convert(value).forEach((k, v) -> members.put(k, Json.of(v)));
        yield new JsonObject(members);
      }
      case Scalar.PATH -> Json.of(Convert.path(directory).convert(value));
      case Nested nested -> nested.shape().read(value, directory, known);
      case ListOf list -> readList(list.shape(), value, directory, known);
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static JsonArray readList(
      Shape shape, Value value, String directory, NestedValues known) {
    if (!(value instanceof StarlarkList list)) {
      throw new EvalException("expected list, actual: " + value.type());
    }
    List<Json> items = new ArrayList<>();
    List<Value> values = Starlark.elements(list);
    for (int i = 0; i < values.size(); i++) {
      try {
        items.add(shape.read(values.get(i), directory, known));
      } catch (EvalException e) {
        throw new EvalException("at index " + i + ": " + e.getMessage());
      }
    }
    return new JsonArray(items);
  }

  /** Collects the fields of a shape. */
  static Builder named(String builtin) {
    return new Builder(builtin);
  }

  /** Collects fields; not thread-safe. */
  static final class Builder {
    private final String builtin;
    private final List<Field> fields = new ArrayList<>();

    private Builder(String builtin) {
      this.builtin = builtin;
    }

    Builder field(String name, Type type) {
      return field(name, camel(name), type);
    }

    Builder field(String name, String member, Type type) {
      fields.add(new Field(name, member, type));
      return this;
    }

    Shape build() {
      return new Shape(builtin, fields);
    }
  }

  /** {@code extra_selectors} as {@code extraSelectors}. */
  static String camel(String name) {
    StringBuilder out = new StringBuilder();
    boolean upper = false;
    for (char c : name.toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        out.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return out.toString();
  }
}
