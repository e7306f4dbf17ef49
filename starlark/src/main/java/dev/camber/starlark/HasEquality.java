package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;

/** A value with an equality of its own and no order. */
public interface HasEquality extends HasComparison {

  /**
   * Whether the two are equal.
   *
   * @param other a value of the same {@link Value#type()}, though perhaps of another class
   * @param depth how many further levels may be compared
   */
  boolean equalTo(Value other, int depth);

  @Override
  default boolean compare(Operator op, Value other, int depth) {
    return switch (op) {
      case EQ -> equalTo(other, depth);
      case NE -> !equalTo(other, depth);
      default -> throw Starlark.notComparable(op, this, other);
    };
  }
}
