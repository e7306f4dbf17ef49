package dev.camber.model.codec;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Maps records to JSON trees and back. Components may be: String, boolean, int, long, double,
 * {@link Json}, {@link MicroTime}, {@link Time}, records of these, and List, Map&lt;String, ...&gt;
 * and Optional of them. Maps are written in the order of their keys. Stateless apart from a cache
 * of shapes per class.
 */
public final class RecordCodec {
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private RecordCodec() {}

  /** One component of a record as the wire sees it; also what schemas are made from. */
  public record Member(String name, Type type, Wire.Empty empty, RecordComponent component) {}

  private record Shape(List<Member> members, Constructor<?> constructor) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      if (components == null) {
        throw new IllegalArgumentException(type + " is not a record");
      }
      List<Member> members = new ArrayList<>();
      Class<?>[] parameters = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        RecordComponent c = components[i];
        Wire wire = c.getAnnotation(Wire.class);
        String name = wire == null || wire.name().isEmpty() ? c.getName() : wire.name();
        c.getAccessor().setAccessible(true);
        members.add(
            new Member(name, c.getGenericType(), wire == null ? Wire.Empty.OMIT : wire.empty(), c));
        parameters[i] = c.getType();
      }
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return new Shape(List.copyOf(members), constructor);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The members of a record class in their order. */
  public static List<Member> members(Class<?> type) {
    return SHAPES.get(type).members();
  }

  /** The tree of a record. */
  public static JsonObject encode(Record value) {
    Map<String, Json> out = new LinkedHashMap<>();
    for (Member member : SHAPES.get(value.getClass()).members()) {
      Object component = read(member, value);
      boolean empty = isEmpty(component);
      if (empty && member.empty() == Wire.Empty.OMIT) {
        continue;
      }
      boolean nil = empty && member.empty() == Wire.Empty.NULL && isContainer(component);
      out.put(member.name(), nil ? JsonNull.NULL : encodeAny(component));
    }
    return new JsonObject(out);
  }

  private static Object read(Member member, Record value) {
    try {
      return member.component().getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isContainer(Object value) {
    return value instanceof List || value instanceof Map;
  }

  private static boolean isEmpty(Object value) {
    return switch (value) {
      case String s -> s.isEmpty();
      case Boolean b -> !b;
      case Integer i -> i == 0;
      case Long l -> l == 0;
      case Double d -> d == 0;
      case List<?> l -> l.isEmpty();
      case Map<?, ?> m -> m.isEmpty();
      case Optional<?> o -> o.isEmpty();
      case JsonNull n -> true;
      default -> false;
    };
  }

  private static Json encodeAny(Object value) {
    return switch (value) {
      case Json j -> j;
      case String s -> new JsonString(s);
      case Boolean b -> Json.of((boolean) b);
      case Integer i -> Json.of((long) i);
      case Long l -> Json.of((long) l);
      case Double d -> JsonNumber.of((double) d);
      case MicroTime t -> new JsonString(t.toString());
      case Time t -> new JsonString(t.toString());
      case Optional<?> o -> o.isEmpty() ? JsonNull.NULL : encodeAny(o.get());
      case List<?> l -> {
        List<Json> items = new ArrayList<>(l.size());
        for (Object item : l) {
          items.add(encodeAny(item));
        }
        yield new JsonArray(items);
      }
      case Map<?, ?> m -> {
        Map<String, Json> members = new TreeMap<>();
        m.forEach((k, v) -> members.put((String) k, encodeAny(v)));
        yield new JsonObject(members);
      }
      case Record r -> encode(r);
      default -> throw new IllegalArgumentException("no wire form for " + value.getClass());
    };
  }

  /**
   * Reads a record from a tree. Members that are missing or null become empty values; members that
   * the record does not have are ignored ({@link #unknownMembers} lists them).
   *
   * @throws CodecException if a member has another type than the record wants
   */
  public static <T extends Record> T decode(Class<T> type, Json value) throws CodecException {
    return type.cast(decodeRecord(type, value, ""));
  }

  /**
   * Paths of the members of {@code value} that {@code type} does not have, e.g. {@code spec.agrs}.
   */
  public static List<String> unknownMembers(Class<?> type, Json value) {
    List<String> out = new ArrayList<>();
    unknown(type, value, "", out);
    return out;
  }

  private static void unknown(Type type, Json value, String path, List<String> out) {
    if (type instanceof Class<?> c && c.isRecord() && value instanceof JsonObject o) {
      if (c == MicroTime.class || c == Time.class) {
        return;
      }
      Map<String, Type> known = new LinkedHashMap<>();
      members(c).forEach(m -> known.put(m.name(), m.type()));
      o.members()
          .forEach((name, member) -> {
            String here = path.isEmpty() ? name : path + "." + name;
            Type memberType = known.get(name);
            if (memberType == null) {
              out.add(here);
            } else {
              unknown(memberType, member, here, out);
            }
          });
    } else if (type instanceof ParameterizedType p) {
      Type item = p.getActualTypeArguments()[p.getActualTypeArguments().length - 1];
      if (p.getRawType() == Optional.class) {
        unknown(item, value, path, out);
      } else if (value instanceof JsonArray a) {
        for (int i = 0; i < a.size(); i++) {
          unknown(item, a.items().get(i), path + "[" + i + "]", out);
        }
      } else if (p.getRawType() == Map.class && value instanceof JsonObject o) {
        o.members().forEach((name, member) -> unknown(item, member, path + "." + name, out));
      }
    }
  }

  private static Object decodeRecord(Class<?> type, Json value, String path) throws CodecException {
    JsonObject object =
        switch (value) {
          case JsonObject o -> o;
          case JsonNull n -> JsonObject.EMPTY;
          default -> throw new CodecException(path, value.typeName(), "object");
        };
    Shape shape = SHAPES.get(type);
    Object[] arguments = new Object[shape.members().size()];
    for (int i = 0; i < arguments.length; i++) {
      Member member = shape.members().get(i);
      String here = path.isEmpty() ? member.name() : path + "." + member.name();
      arguments[i] =
          decodeAny(member.type(), object.get(member.name()).orElse(JsonNull.NULL), here);
    }
    try {
      return shape.constructor().newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new CodecException(path, String.valueOf(refused.getMessage()), "a valid value");
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object decodeAny(Type type, Json value, String path) throws CodecException {
    if (type instanceof ParameterizedType p) {
      return decodeGeneric(p, value, path);
    }
    Class<?> c = (Class<?>) type;
    if (c == Json.class) {
      return value;
    }
    if (c == String.class) {
      return switch (value) {
        case JsonNull n -> "";
        case JsonString s -> s.value();
        default -> throw new CodecException(path, value.typeName(), "string");
      };
    }
    if (c == boolean.class || c == Boolean.class) {
      return switch (value) {
        case JsonNull n -> false;
        case JsonBool b -> b.value();
        default -> throw new CodecException(path, value.typeName(), "boolean");
      };
    }
    if (c == int.class || c == Integer.class || c == long.class || c == Long.class) {
      long number = value instanceof JsonNull ? 0 : wholeNumber(value, path);
      if (c == long.class || c == Long.class) {
        return number;
      }
      if (number != (int) number) {
        throw new CodecException(path, "number " + number, "a 32-bit integer");
      }
      return (int) number;
    }
    if (c == double.class) {
      return switch (value) {
        case JsonNull n -> 0.0;
        case JsonNumber n -> n.doubleValue();
        default -> throw new CodecException(path, value.typeName(), "number");
      };
    }
    if (c == MicroTime.class) {
      return new MicroTime(instant(value, path));
    }
    if (c == Time.class) {
      return new Time(instant(value, path));
    }
    if (c == JsonObject.class) {
      return value.asObject().orElse(JsonObject.EMPTY);
    }
    return decodeRecord(c, value, path);
  }

  private static Object decodeGeneric(ParameterizedType type, Json value, String path)
      throws CodecException {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return value instanceof JsonNull
          ? Optional.empty()
          : Optional.of(decodeAny(arguments[0], value, path));
    }
    if (type.getRawType() == List.class) {
      if (value instanceof JsonNull) {
        return List.of();
      }
      if (!(value instanceof JsonArray array)) {
        throw new CodecException(path, value.typeName(), "array");
      }
      List<Object> items = new ArrayList<>(array.size());
      for (int i = 0; i < array.size(); i++) {
        items.add(decodeAny(arguments[0], array.items().get(i), path + "[" + i + "]"));
      }
      return List.copyOf(items);
    }
    if (type.getRawType() == Map.class) {
      if (value instanceof JsonNull) {
        return Map.of();
      }
      if (!(value instanceof JsonObject object)) {
        throw new CodecException(path, value.typeName(), "object");
      }
      Map<String, Object> members = new TreeMap<>();
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        members.put(
            member.getKey(),
            decodeAny(arguments[1], member.getValue(), path + "." + member.getKey()));
      }
      return java.util.Collections.unmodifiableMap(members);
    }
    throw new IllegalArgumentException("no wire form for " + type);
  }

  private static long wholeNumber(Json value, String path) throws CodecException {
    if (!(value instanceof JsonNumber number)) {
      throw new CodecException(path, value.typeName(), "number");
    }
    return number
        .asLong()
        .orElseThrow(() -> new CodecException(path, "number " + number.literal(), "an integer"));
  }

  private static Instant instant(Json value, String path) throws CodecException {
    if (!(value instanceof JsonString s)) {
      throw new CodecException(path, value.typeName(), "string");
    }
    try {
      return OffsetDateTime.parse(s.value()).toInstant();
    } catch (DateTimeParseException e) {
      throw new CodecException(
          path, "\"" + s.value() + "\"", "a time such as 2006-01-02T15:04:05Z");
    }
  }
}
