package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import org.jspecify.annotations.Nullable;

/** A value that takes unary operators ({@code + - ~}). */
public interface HasUnary extends Value {

  /** The result, or null if the operator does not apply. */
  @Nullable Value unary(Operator op);
}
