package dev.camber.starlark;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A floating-point number of 64 bits. NaN equals itself and sorts above everything. */
public final class StarlarkFloat implements HasOrder {
  final double value;

  private StarlarkFloat(double value) {
    this.value = value;
  }

  /** The value of a Java double. */
  public static StarlarkFloat of(double value) {
    return new StarlarkFloat(value);
  }

  /** The value as a Java double. */
  public double toDouble() {
    return value;
  }

  @Override
  public String type() {
    return "float";
  }

  @Override
  public void repr(Printer out) {
    out.bytes(Floats.shortest(value, 'g'));
  }

  @Override
  public boolean truth() {
    return value != 0;
  }

  @Override
  public int hash() {
    // Equal to the hash of the int of the same value: 1 and 1.0 are one key.
    if (value == Math.rint(value) && !Double.isInfinite(value)) {
      if (Math.abs(value) < 0x1p62) {
        return StarlarkInt.of((long) value).hash();
      }
      BigInteger integer = new BigDecimal(value).toBigInteger();
      return StarlarkInt.of(integer).hash();
    }
    return Double.hashCode(value);
  }

  @Override
  public int order(Value other) {
    return Floats.compare(value, ((StarlarkFloat) other).value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StarlarkFloat o && order(o) == 0;
  }

  @Override
  public int hashCode() {
    return hash();
  }

  @Override
  public String toString() {
    return Floats.shortest(value, 'g');
  }
}
