package dev.camber.kubernetes.types;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Go type of the Kubernetes API. Immutable; types refer to each other through the table. */
public sealed interface ApiType {
  /** How Go names it in messages, such as {@code []v1.EnvVar}. */
  String goName();

  record Text(String goName) implements ApiType {}

  record Bool(String goName) implements ApiType {}

  /** A whole number of {@code bits} bits. */
  record Whole(String goName, int bits, boolean signed) implements ApiType {}

  record Real(String goName) implements ApiType {}

  /** Base64 in JSON. */
  record Bytes(String goName) implements ApiType {}

  record Pointer(String goName, Ref element) implements ApiType {}

  record ListOf(String goName, Ref element) implements ApiType {}

  /** A map with string keys. */
  record MapOf(String goName, Ref element) implements ApiType {}

  /** A type that decodes and encodes itself; {@code name} is its full Go name. */
  record Custom(String goName, String name) implements ApiType {}

  /**
   * @param name the name without its package
   * @param status whether it holds what a cluster observed, which never leaves Camber
   */
  record Struct(
      String goName, String name, boolean status, List<Field> fields, Map<String, Field> byName)
      implements ApiType {
    Struct(String goName, String name, boolean status, List<Field> fields) {
      this(
          goName,
          name,
          status,
          List.copyOf(fields),
          fields.stream().collect(Collectors.toUnmodifiableMap(Field::json, f -> f)));
    }

    /** The field of exactly this name, or null. */
    @Nullable Field field(String json) {
      return byName.get(json);
    }
  }

  /**
   * A member of a struct, in the order of declaration.
   *
   * @param omitEmpty whether it is left out when it is empty
   * @param embedded names of the embedded structs it comes from, joined by dots; empty if none
   */
  record Field(String json, boolean omitEmpty, Ref type, String embedded) {}

  /** A reference to another row of the table; types may contain themselves. */
  final class Ref {
    private final List<ApiType> table;
    private final int row;

    Ref(List<ApiType> table, int row) {
      this.table = table;
      this.row = row;
    }

    public ApiType get() {
      return table.get(row);
    }

    @Override
    public String toString() {
      return "#" + row;
    }
  }
}
