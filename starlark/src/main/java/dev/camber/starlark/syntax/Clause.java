package dev.camber.starlark.syntax;

/** A clause of a comprehension. */
public sealed interface Clause extends Node {

  /** {@code for target in iterable}. */
  record For(int start, Expression target, Expression iterable) implements Clause {
    @Override
    public int end() {
      return iterable.end();
    }
  }

  /** {@code if condition}. */
  record If(int start, Expression condition) implements Clause {
    @Override
    public int end() {
      return condition.end();
    }
  }
}
