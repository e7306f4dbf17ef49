package dev.camber.host.env;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An immutable set of environment variables. The real one enters the program once, as {@link
 * #ofThisProcess()}, and is handed on.
 */
public final class Environment {
  private static final Environment EMPTY = new Environment(Map.of());

  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The variables this program was started with. */
  public static Environment ofThisProcess() {
    return new Environment(System.getenv());
  }

  public static Environment of(Map<String, String> variables) {
    return variables.isEmpty() ? EMPTY : new Environment(variables);
  }

  public static Environment empty() {
    return EMPTY;
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** The first of these variables that is set and not empty. */
  public Optional<String> firstSet(String... names) {
    for (String name : names) {
      String value = variables.get(name);
      if (value != null && !value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /**
   * The setting {@code name}, as {@code CAMBER_name} or else as {@code TILT_name}; a variable that
   * is set to nothing counts as not set.
   */
  public Optional<String> setting(String name) {
    return firstSet("CAMBER_" + name, "TILT_" + name);
  }

  /** Like {@link #setting}, with the name under which it was found, for messages. */
  public Optional<Map.Entry<String, String>> settingWithName(String name) {
    for (String full : List.of("CAMBER_" + name, "TILT_" + name)) {
      String value = variables.get(full);
      if (value != null && !value.isEmpty()) {
        return Optional.of(Map.entry(full, value));
      }
    }
    return Optional.empty();
  }

  /** This environment with {@code more} on top; later values win. */
  public Environment with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> merged = new TreeMap<>(variables);
    merged.putAll(more);
    return new Environment(merged);
  }

  /**
   * This environment with {@code K=V} entries on top, in order; an entry without {@code =} is
   * empty.
   */
  public Environment withEntries(Collection<String> entries) {
    Map<String, String> more = new TreeMap<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      if (equals < 0) {
        more.put(entry, "");
      } else {
        more.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return with(more);
  }

  /** This environment with {@code defaults} for the names that it lacks. */
  public Environment withDefaults(Map<String, String> defaults) {
    return of(defaults).with(variables);
  }

  /** This environment without the variable. */
  public Environment without(String name) {
    if (!variables.containsKey(name)) {
      return this;
    }
    Map<String, String> fewer = new TreeMap<>(variables);
    fewer.remove(name);
    return new Environment(fewer);
  }

  /** All variables, in no order. */
  public Map<String, String> asMap() {
    return variables;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Environment that && variables.equals(that.variables);
  }

  @Override
  public int hashCode() {
    return variables.hashCode();
  }

  /** The names only: values may be secrets. */
  @Override
  public String toString() {
    return "Environment" + new TreeMap<>(variables).keySet();
  }
}
