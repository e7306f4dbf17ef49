package dev.camber.starlark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one type.
 *
 * @param <R> the receiver's Java type
 */
final class MethodTable<R extends Value> {

  /** The body of a method. */
  @FunctionalInterface
  interface Method<R extends Value> {
    Value call(StarlarkThread thread, R receiver, Arguments arguments);
  }

  private final Map<String, Method<R>> methods;
  private final List<String> names;

  private MethodTable(Map<String, Method<R>> methods) {
    this.methods = new HashMap<>(methods);
    this.names = List.copyOf(methods.keySet());
  }

  @Nullable Method<R> get(String name) {
    return methods.get(name);
  }

  /** The method as a value, or null if there is none of this name. */
  @Nullable Value bind(R receiver, String name) {
    Method<R> method = methods.get(name);
    if (method == null) {
      return null;
    }
    return StarlarkBuiltin.method(
        name, receiver, (thread, arguments) -> method.call(thread, receiver, arguments));
  }

  /** The names, sorted. */
  List<String> names() {
    return names;
  }

  /** Collects the methods of a type. */
  static final class Builder<R extends Value> {
    private final Map<String, Method<R>> methods = new TreeMap<>();

    Builder<R> add(String name, Method<R> method) {
      methods.put(name, method);
      return this;
    }

    MethodTable<R> build() {
      return new MethodTable<>(methods);
    }
  }
}
