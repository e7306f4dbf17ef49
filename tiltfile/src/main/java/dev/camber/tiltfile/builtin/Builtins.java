package dev.camber.tiltfile.builtin;

import dev.camber.starlark.BuiltinFunction;
import dev.camber.starlark.StarlarkBuiltin;
import dev.camber.starlark.StarlarkNamespace;
import dev.camber.starlark.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Collects builtins under their full names; {@code os.path.join} becomes a member of nested
 * modules. Not thread-safe.
 */
public final class Builtins {
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final UnaryOperator<BuiltinFunction> wrapper;

  /**
   * @param wrapper put around every function, for instance to take its time
   */
  public Builtins(UnaryOperator<BuiltinFunction> wrapper) {
    this.wrapper = wrapper;
  }

  /** Adds a function. */
  public Builtins function(String fullName, BuiltinFunction body) {
    return value(fullName, StarlarkBuiltin.of(fullName, wrapper.apply(body)));
  }

  /** Adds a value. */
  public Builtins value(String fullName, Value value) {
    values.put(fullName, value);
    return this;
  }

  /** The predeclared names with their values. */
  public Map<String, Value> predeclared() {
    return members("");
  }

  private Map<String, Value> members(String prefix) {
    Map<String, Value> out = new LinkedHashMap<>();
    values.forEach((fullName, value) -> {
      if (!fullName.startsWith(prefix)) {
        return;
      }
      String rest = fullName.substring(prefix.length());
      int dot = rest.indexOf('.');
      if (dot < 0) {
        out.put(rest, value);
      } else {
        String name = rest.substring(0, dot);
        out.computeIfAbsent(name, n -> StarlarkNamespace.of(prefix + n, members(prefix + n + ".")));
      }
    });
    return out;
  }
}
