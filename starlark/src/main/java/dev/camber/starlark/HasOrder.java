package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;

/** A value with a total order: {@code < <= > >=}, {@code sorted}, {@code min}. */
public interface HasOrder extends HasComparison {

  /**
   * Compares the two.
   *
   * @param other a value of the same {@link Value#type()}, though perhaps of another class
   * @return negative, zero or positive; zero means equal
   */
  int order(Value other);

  @Override
  default boolean compare(Operator op, Value other, int depth) {
    return op.holdsFor(order(other));
  }
}
