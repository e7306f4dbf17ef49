package dev.camber.starlark;

import dev.camber.starlark.syntax.Position;

/**
 * One entry of a call stack.
 *
 * @param name the function's name, {@code <toplevel>} for a file
 * @param position where in it the execution stands; {@link Position#BUILTIN} for a builtin
 */
public record CallFrame(String name, Position position) {

  /** The name of the frame that runs a file's statements. */
  public static final String TOPLEVEL = "<toplevel>";

  /** {@code file:line:column: in name}. */
  @Override
  public String toString() {
    return position + ": in " + name;
  }
}
