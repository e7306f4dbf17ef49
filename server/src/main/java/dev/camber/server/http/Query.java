package dev.camber.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a URL, decoded, in their order. Immutable. */
public record Query(List<Query.Parameter> parameters) {
  public static final Query NONE = new Query(List.of());

  public Query {
    parameters = List.copyOf(parameters);
  }

  /** One {@code name=value}. */
  public record Parameter(String name, String value) {}

  /** Parses what stands behind the question mark; a piece that cannot be decoded is left out. */
  public static Query parse(String text) {
    List<Parameter> out = new ArrayList<>();
    for (String piece : text.split("&", -1)) {
      if (piece.isEmpty()) {
        continue;
      }
      int equals = piece.indexOf('=');
      String name = equals < 0 ? piece : piece.substring(0, equals);
      String value = equals < 0 ? "" : piece.substring(equals + 1);
      Optional<String> decodedName = Percent.decode(name.replace('+', ' '));
      Optional<String> decodedValue = Percent.decode(value.replace('+', ' '));
      if (decodedName.isPresent() && decodedValue.isPresent()) {
        out.add(new Parameter(decodedName.get(), decodedValue.get()));
      }
    }
    return new Query(out);
  }

  /** The first value of a parameter, empty text if it is not there. */
  public String get(String name) {
    return first(name).orElse("");
  }

  public Optional<String> first(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }

  /** All values of a parameter. */
  public List<String> all(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).toList();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** Whether a parameter says yes: present with no value, {@code 1} or {@code true}. */
  public boolean isTrue(String name) {
    Optional<String> value = first(name);
    return value.isPresent()
        && (value.get().isEmpty() || value.get().equals("1") || value.get().equals("true"));
  }
}
