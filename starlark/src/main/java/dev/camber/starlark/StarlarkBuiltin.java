package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/** A function or method written in Java. */
public final class StarlarkBuiltin implements StarlarkCallable, HasEquality {
  private final String name;
  private final BuiltinFunction body;
  private final @Nullable Value receiver;

  private StarlarkBuiltin(String name, BuiltinFunction body, @Nullable Value receiver) {
    this.name = name;
    this.body = body;
    this.receiver = receiver;
  }

  /**
   * A builtin function.
   *
   * @param name the full name that messages and tracebacks show, for instance {@code config.parse}
   */
  public static StarlarkBuiltin of(String name, BuiltinFunction body) {
    return new StarlarkBuiltin(name, body, null);
  }

  /** A method bound to a value; it prints as {@code <built-in method name of T value>}. */
  public static StarlarkBuiltin method(String name, Value receiver, BuiltinFunction body) {
    return new StarlarkBuiltin(name, body, receiver);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Value call(StarlarkThread thread, Arguments arguments) {
    return body.call(thread, arguments);
  }

  @Override
  public String type() {
    return "builtin_function_or_method";
  }

  @Override
  public void repr(Printer out) {
    Value r = receiver;
    if (r == null) {
      out.text("<built-in function " + name + ">");
    } else {
      out.text("<built-in method " + name + " of " + r.type() + " value>");
    }
  }

  @Override
  public int hash() {
    // Methods are made anew at each access, so that two are never equal; a hash by name is enough.
    return name.hashCode();
  }

  @Override
  public void freeze() {
    Value r = receiver;
    if (r != null) {
      r.freeze();
    }
  }

  @Override
  public boolean equalTo(Value other, int depth) {
    return this == other;
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
