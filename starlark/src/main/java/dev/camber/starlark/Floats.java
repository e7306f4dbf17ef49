package dev.camber.starlark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as starlark-go compares and prints them (spec §1.3). */
final class Floats {
  private Floats() {}

  /** Total order with -0.0 equal to 0.0 and NaN equal to itself, above everything. */
  static int compare(double x, double y) {
    if (x > y) {
      return 1;
    }
    if (x < y) {
      return -1;
    }
    if (x == y) {
      return 0;
    }
    return Boolean.compare(Double.isNaN(x), Double.isNaN(y));
  }

  /** Order of an int and a float, exact whatever their size. */
  static int compare(StarlarkInt x, double y) {
    if (Double.isNaN(y)) {
      return -1;
    }
    if (Double.isInfinite(y)) {
      return y > 0 ? -1 : 1;
    }
    if (x.big == null && Math.abs(x.small) <= 1L << 53) {
      return Double.compare(x.small + 0.0, y + 0.0);
    }
    return new BigDecimal(x.toBigInteger()).compareTo(new BigDecimal(y));
  }

  /**
   * One of the verbs e E f g G. The verb g gives the shortest digits that read back the same and
   * always shows that it is a float.
   */
  static String format(double value, char verb) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+inf" : "-inf";
    }
    return switch (verb) {
      case 'f', 'F' -> fixed(value);
      case 'e', 'E' -> exponent(value, verb);
      default -> shortest(value, verb);
    };
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  private static String fixed(double value) {
    return sign(value)
        + new BigDecimal(Math.abs(value)).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String exponent(double value, char verb) {
    if (value == 0) {
      return sign(value) + "0.000000" + verb + "+00";
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(7, RoundingMode.HALF_EVEN));
    var digits = new StringBuilder(rounded.unscaledValue().toString());
    int exp = digits.length() - 1 - rounded.scale();
    while (digits.length() < 7) {
      digits.append('0');
    }
    digits.setLength(7);
    digits.insert(1, '.');
    return sign(value) + digits + verb + exponentText(exp);
  }

  private static String exponentText(int exp) {
    int abs = Math.abs(exp);
    return (exp < 0 ? "-" : "+") + (abs < 10 ? "0" : "") + abs;
  }

  /** The verbs g and G. */
  static String shortest(double value, char verb) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return format(value, 'f');
    }
    if (value == 0) {
      return sign(value) + "0.0";
    }
    // Double.toString gives the shortest digits since JDK 19; only its layout differs.
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    if (digits.length() == 2) {
      decimal = oneDigit(decimal, Math.abs(value));
      digits = decimal.unscaledValue().toString();
    }
    int exp = digits.length() - 1 - decimal.scale();
    if (exp < -4 || exp >= 6) {
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      return sign(value) + mantissa + (verb == 'G' ? 'E' : 'e') + exponentText(exp);
    }
    String plain = decimal.toPlainString();
    return sign(value) + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
  }

  /** Java gives two digits where one would do (4.9E-324 for 5e-324). */
  private static BigDecimal oneDigit(BigDecimal twoDigits, double value) {
    BigDecimal one = twoDigits.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return one.doubleValue() == value ? one.stripTrailingZeros() : twoDigits;
  }
}
