package dev.camber.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in the order of the wire; names are compared without case. Immutable. */
public record Headers(List<Headers.Field> fields) {
  public static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  /** One line. */
  public record Field(String name, String value) {}

  /** Fields from names and values in turn. */
  public static Headers of(String... namesAndValues) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(fields);
  }

  /** The first value of a field. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** All values of a field. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** A copy with one more field at the end. */
  public Headers with(String name, String value) {
    List<Field> copy = new ArrayList<>(fields);
    copy.add(new Field(name, value));
    return new Headers(copy);
  }

  /** A copy in which a field has one value. */
  public Headers replaced(String name, String value) {
    return without(name).with(name, value);
  }

  /** A copy without a field. */
  public Headers without(String name) {
    return new Headers(fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList());
  }
}
