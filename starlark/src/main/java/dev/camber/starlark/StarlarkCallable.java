package dev.camber.starlark;

/** A value that can be called. */
public interface StarlarkCallable extends Value {

  /** The name shown in tracebacks and messages. */
  String name();

  /**
   * Runs the call. Only {@link StarlarkThread#call} calls this: it keeps the call stack.
   *
   * @throws EvalException if the call fails
   */
  Value call(StarlarkThread thread, Arguments arguments);
}
