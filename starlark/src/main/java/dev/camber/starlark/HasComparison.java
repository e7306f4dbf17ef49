package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;

/**
 * A value with comparisons of its own; without it, a value equals only itself and has no order.
 * {@link HasEquality} and {@link HasOrder} are the two usual forms.
 */
public interface HasComparison extends Value {

  /**
   * Whether the comparison holds.
   *
   * @param op one of {@code == != < > <= >=}
   * @param other a value of the same {@link Value#type()}, though perhaps of another class
   * @param depth how many further levels may be compared; pass {@code depth - 1} to {@link
   *     Starlark#compare} for elements
   * @throws EvalException for instance {@link Starlark#notComparable}
   */
  boolean compare(Operator op, Value other, int depth);
}
