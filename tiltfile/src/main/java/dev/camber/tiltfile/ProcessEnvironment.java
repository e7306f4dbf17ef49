package dev.camber.tiltfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The environment of this program as Tiltfiles see and change it: what {@code os.putenv} sets stays
 * over reloads and is inherited by every later child. Thread-safe, guarded by its own lock.
 */
public final class ProcessEnvironment {
  private final LinkedHashMap<String, String> variables;

  public ProcessEnvironment(Map<String, String> initial) {
    this.variables = new LinkedHashMap<>(initial);
  }

  public synchronized Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  public synchronized void put(String name, String value) {
    variables.put(name, value);
  }

  /** Removes a variable and returns what it was. */
  public synchronized Optional<String> remove(String name) {
    @Nullable String old = variables.remove(name);
    return Optional.ofNullable(old);
  }

  public synchronized void clear() {
    variables.clear();
  }

  /** A copy, in the order of insertion. */
  public synchronized Map<String, String> asMap() {
    return new LinkedHashMap<>(variables);
  }
}
