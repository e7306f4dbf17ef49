package dev.camber.server.rest;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.codec.Time;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types as clients of the Go libraries know them from messages; stateless. */
final class GoNames {
  private GoNames() {}

  /** Where a path such as {@code spec.args[1]} leads. */
  record Field(String owner, String type) {}

  /** What a decoder of the Go type would name for a path into {@code root}. */
  static Field at(Class<?> root, String rootName, String path) {
    String owner = rootName;
    Type type = root;
    for (String step : path.split("\\.", -1)) {
      String name = step.contains("[") ? step.substring(0, step.indexOf('[')) : step;
      type = unwrapped(type);
      if (!(type instanceof Class<?> c) || !c.isRecord()) {
        return new Field(owner, goType(type));
      }
      owner = type == root ? rootName : name(c);
      Optional<RecordCodec.Member> member =
          RecordCodec.members(c).stream().filter(m -> m.name().equals(name)).findFirst();
      if (member.isEmpty()) {
        return new Field(owner, "value");
      }
      type = member.get().type();
      if (step.contains("[") && type instanceof ParameterizedType p) {
        type = p.getActualTypeArguments()[0];
      }
    }
    return new Field(owner, goType(type));
  }

  private static Type unwrapped(Type type) {
    return type instanceof ParameterizedType p && p.getRawType() == Optional.class
        ? p.getActualTypeArguments()[0]
        : type;
  }

  static String name(Class<?> type) {
    @Nullable Class<?> outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : outer.getSimpleName() + type.getSimpleName();
  }

  private static String goType(Type type) {
    Type inner = unwrapped(type);
    if (inner instanceof ParameterizedType p) {
      List<Type> arguments = List.of(p.getActualTypeArguments());
      return p.getRawType() == Map.class
          ? "map[string]" + goType(arguments.get(1))
          : "[]" + goType(arguments.get(0));
    }
    if (inner == String.class) {
      return "string";
    }
    if (inner == boolean.class || inner == Boolean.class) {
      return "bool";
    }
    if (inner == int.class || inner == Integer.class) {
      return "int32";
    }
    if (inner == long.class || inner == Long.class) {
      return "int64";
    }
    if (inner == double.class) {
      return "float64";
    }
    if (inner == MicroTime.class || inner == Time.class) {
      return "string";
    }
    return "v1alpha1." + name((Class<?>) inner);
  }
}
