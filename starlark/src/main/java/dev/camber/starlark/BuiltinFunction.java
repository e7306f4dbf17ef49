package dev.camber.starlark;

/** The body of a builtin. */
@FunctionalInterface
public interface BuiltinFunction {

  /**
   * Runs the call.
   *
   * @return the result, {@link StarlarkNone#NONE} for none
   * @throws EvalException a mistake of the caller, told without position
   */
  Value call(StarlarkThread thread, Arguments arguments);
}
