package dev.camber.starlark;

/** Finds and runs the file that a {@code load} statement names. */
@FunctionalInterface
public interface LoadHandler {

  /**
   * The module of a path as written in the statement. The interpreter puts {@code cannot load
   * <path>: } before the message of an error. Running the file on the same thread stacks its frames
   * on top of the loader's.
   *
   * @throws EvalException if it cannot be loaded
   */
  StarlarkModule load(StarlarkThread thread, String path);
}
