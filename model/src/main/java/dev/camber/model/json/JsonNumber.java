package dev.camber.model.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A number as it was written. The literal is kept because Kubernetes tells {@code 1} from {@code
 * 1.0} and integers may exceed 64 bits.
 */
public record JsonNumber(String literal) implements Json {
  public JsonNumber {
    Objects.requireNonNull(literal);
  }

  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /** A finite floating-point number in the shortest form that reads back as the same value. */
  public static JsonNumber of(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return of((long) value);
    }
    return new JsonNumber(Double.toString(value));
  }

  /** The value if it is a whole number within 64 bits. */
  public OptionalLong asLong() {
    try {
      return OptionalLong.of(Long.parseLong(literal));
    } catch (NumberFormatException notPlain) {
      try {
        return OptionalLong.of(new BigDecimal(literal).longValueExact());
      } catch (ArithmeticException | NumberFormatException notWhole) {
        return OptionalLong.empty();
      }
    }
  }

  /** Whether the literal has neither fraction nor exponent. */
  public boolean isIntegerLiteral() {
    return literal.indexOf('.') < 0 && literal.indexOf('e') < 0 && literal.indexOf('E') < 0;
  }

  public double doubleValue() {
    return Double.parseDouble(literal);
  }

  @Override
  public String typeName() {
    return "number";
  }
}
