package dev.camber.starlark;

import dev.camber.starlark.syntax.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Operators on ints and floats. */
final class Numbers {
  /** Shifts to the left by this much or more are refused. */
  private static final int MAX_SHIFT = 512;

  /** Larger ints would take minutes to multiply or print, during which nothing can be cancelled. */
  private static final int MAX_BITS = 1 << 22;

  private Numbers() {}

  /** The result, or null if these operands are none for this operator. */
  static @Nullable Value binary(Operator op, Value x, Value y) {
    if (x instanceof StarlarkInt a && (op == Operator.LEFT_SHIFT || op == Operator.RIGHT_SHIFT)) {
      return shift(op, a, Starlark.toInt32(y));
    }
    if (x instanceof StarlarkInt a && y instanceof StarlarkInt b) {
      return op == Operator.SLASH ? divide(finite(a), finite(b)) : ints(op, a, b);
    }
    if (!(x instanceof StarlarkInt || x instanceof StarlarkFloat)
        || !(y instanceof StarlarkInt || y instanceof StarlarkFloat)) {
      return null;
    }
    return switch (op) {
      case PLUS, MINUS, STAR, SLASH, SLASH_SLASH, PERCENT -> floats(op, finite(x), finite(y));
      default -> null;
    };
  }

  private static double finite(Value v) {
    if (v instanceof StarlarkFloat f) {
      return f.value;
    }
    double d = ((StarlarkInt) v).toDouble();
    if (Double.isInfinite(d)) {
      throw new EvalException("int too large to convert to float");
    }
    return d;
  }

  private static Value divide(double x, double y) {
    if (y == 0) {
      throw new EvalException("floating-point division by zero");
    }
    return StarlarkFloat.of(x / y);
  }

  private static Value floats(Operator op, double x, double y) {
    return switch (op) {
      case PLUS -> StarlarkFloat.of(x + y);
      case MINUS -> StarlarkFloat.of(x - y);
      case STAR -> StarlarkFloat.of(x * y);
      case SLASH -> divide(x, y);
      case SLASH_SLASH -> {
        if (y == 0) {
          throw new EvalException("floored division by zero");
        }
        yield StarlarkFloat.of(Math.floor(x / y));
      }
      default -> {
        if (y == 0) {
          throw new EvalException("floating-point modulo by zero");
        }
        yield StarlarkFloat.of(modulo(x, y));
      }
    };
  }

  /** The remainder with the sign of the divisor. */
  private static double modulo(double x, double y) {
    double z = x % y;
    if (x < 0 != y < 0 && z != 0) {
      z += y;
    }
    return z;
  }

  private static @Nullable Value ints(Operator op, StarlarkInt x, StarlarkInt y) {
    if (op == Operator.SLASH_SLASH && y.signum() == 0) {
      throw new EvalException("floored division by zero");
    }
    if (op == Operator.PERCENT && y.signum() == 0) {
      throw new EvalException("integer modulo by zero");
    }
    BigInteger a = x.toBigInteger();
    BigInteger b = y.toBigInteger();
    return switch (op) {
      case PLUS -> limited(a.add(b));
      case MINUS -> limited(a.subtract(b));
      case STAR -> {
        checkBits((long) a.bitLength() + b.bitLength());
        yield StarlarkInt.of(a.multiply(b));
      }
      case SLASH_SLASH -> StarlarkInt.of(floorDivide(a, b));
      case PERCENT -> StarlarkInt.of(a.subtract(floorDivide(a, b).multiply(b)));
      case AMP -> StarlarkInt.of(a.and(b));
      case PIPE -> StarlarkInt.of(a.or(b));
      case CARET -> StarlarkInt.of(a.xor(b));
      default -> null;
    };
  }

  private static StarlarkInt limited(BigInteger i) {
    checkBits(i.bitLength());
    return StarlarkInt.of(i);
  }

  static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw new EvalException("int too large (" + bits + " bits)");
    }
  }

  private static BigInteger floorDivide(BigInteger a, BigInteger b) {
    BigInteger[] qr = a.divideAndRemainder(b);
    boolean floor = qr[1].signum() != 0 && qr[1].signum() != b.signum();
    return floor ? qr[0].subtract(BigInteger.ONE) : qr[0];
  }

  private static Value shift(Operator op, StarlarkInt x, int count) {
    if (count < 0) {
      throw new EvalException("negative shift count: " + count);
    }
    if (op == Operator.RIGHT_SHIFT) {
      BigInteger b = x.big;
      return b == null
          ? StarlarkInt.of(x.small >> Math.min(count, 63))
          : StarlarkInt.of(b.shiftRight(count));
    }
    if (count >= MAX_SHIFT) {
      throw new EvalException("shift count too large: " + count);
    }
    return limited(x.toBigInteger().shiftLeft(count));
  }

  static Value unary(Operator op, StarlarkInt x) {
    return switch (op) {
      case PLUS -> x;
      case MINUS ->
          x.big == null && x.small != Long.MIN_VALUE
              ? StarlarkInt.of(-x.small)
              : StarlarkInt.of(x.toBigInteger().negate());
      case TILDE -> StarlarkInt.of(x.toBigInteger().not());
      default -> throw new IllegalArgumentException("no unary operator: " + op);
    };
  }

  /** An int as it is, a float cut off toward zero; the error names what it got. */
  static StarlarkInt toInt(Value v) {
    return switch (v) {
      case StarlarkInt i -> i;
      case StarlarkFloat f -> {
        if (Double.isInfinite(f.value)) {
          throw new EvalException("cannot convert float infinity to integer");
        }
        if (Double.isNaN(f.value)) {
          throw new EvalException("cannot convert float NaN to integer");
        }
        yield Math.abs(f.value) < 0x1p62
            ? StarlarkInt.of((long) f.value)
            : StarlarkInt.of(new BigDecimal(f.value).toBigInteger());
      }
      default -> throw new EvalException("cannot convert " + v.type() + " to int");
    };
  }

  /** {@code N out of range (want value in … range)}. */
  static String outOfRange(StarlarkInt i, String range) {
    return i + " out of range (want value in " + range + " range)";
  }
}
