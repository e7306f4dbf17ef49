package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import org.jspecify.annotations.Nullable;

/** A value that takes part in binary operators ({@code + - * / // % | & ^ << >> in}). */
public interface HasBinary extends Value {

  /**
   * Applies the operator.
   *
   * @param op never a comparison, {@code and} or {@code or}
   * @param other the other operand
   * @param thisIsLeft whether this value is the left operand
   * @return the result, or null if this operator does not take these operands
   * @throws EvalException if the operands are the right ones but the operation fails
   */
  @Nullable Value binary(Operator op, Value other, boolean thisIsLeft);
}
