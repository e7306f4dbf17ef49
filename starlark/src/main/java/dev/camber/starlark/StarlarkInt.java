package dev.camber.starlark;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An integer of any size. Those of 64 bits are kept as a {@code long}. */
public final class StarlarkInt implements HasOrder {
  private static final int CACHE_LOW = -128;
  private static final int CACHE_HIGH = 1024;
  private static final StarlarkInt[] CACHE = new StarlarkInt[CACHE_HIGH - CACHE_LOW + 1];

  static {
    for (int i = 0; i < CACHE.length; i++) {
      CACHE[i] = new StarlarkInt(CACHE_LOW + i, null);
    }
  }

  /** Zero. */
  public static final StarlarkInt ZERO = of(0);

  /** The value if {@link #big} is null. */
  final long small;

  /** The value if it does not fit a long, else null. */
  final @Nullable BigInteger big;

  private StarlarkInt(long small, @Nullable BigInteger big) {
    this.small = small;
    this.big = big;
  }

  /** The value of a Java long. */
  public static StarlarkInt of(long value) {
    if (value >= CACHE_LOW && value <= CACHE_HIGH) {
      return CACHE[(int) value - CACHE_LOW];
    }
    return new StarlarkInt(value, null);
  }

  /** The value of a Java big integer. */
  public static StarlarkInt of(BigInteger value) {
    return value.bitLength() < 64 ? of(value.longValue()) : new StarlarkInt(0, value);
  }

  /** The value as a big integer. */
  public BigInteger toBigInteger() {
    BigInteger b = big;
    return b == null ? BigInteger.valueOf(small) : b;
  }

  /** The value if it fits a Java long. */
  public OptionalLong toLong() {
    return big == null ? OptionalLong.of(small) : OptionalLong.empty();
  }

  /** The value if it fits a Java int. */
  public OptionalInt toInt() {
    return big == null && small == (int) small ? OptionalInt.of((int) small) : OptionalInt.empty();
  }

  /** The nearest double; infinite if too large. */
  public double toDouble() {
    BigInteger b = big;
    return b == null ? small : b.doubleValue();
  }

  /** -1, 0 or 1. */
  public int signum() {
    BigInteger b = big;
    return b == null ? Long.signum(small) : b.signum();
  }

  @Override
  public String type() {
    return "int";
  }

  @Override
  public void repr(Printer out) {
    BigInteger b = big;
    if (b == null) {
      out.builder().append(small);
    } else {
      out.builder().append(b);
    }
  }

  @Override
  public boolean truth() {
    return small != 0 || big != null;
  }

  @Override
  public int hash() {
    BigInteger b = big;
    return b == null ? Long.hashCode(small) * 0x9E3779B1 : b.hashCode();
  }

  @Override
  public int order(Value other) {
    StarlarkInt o = (StarlarkInt) other;
    if (big == null && o.big == null) {
      return Long.compare(small, o.small);
    }
    return toBigInteger().compareTo(o.toBigInteger());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StarlarkInt o && order(o) == 0;
  }

  @Override
  public int hashCode() {
    return hash();
  }

  @Override
  public String toString() {
    BigInteger b = big;
    return b == null ? Long.toString(small) : b.toString();
  }
}
