package dev.camber.model.yaml;

import java.math.BigDecimal;

/** Floating-point numbers as Go prints them. Stateless. */
public final class GoNumbers {
  private static final int FIRST_EXPONENT = 6;

  private GoNumbers() {}

  /**
   * As Go's JSON encoder: plain digits from 1e-6 up to 1e21, else an exponent without leading zeros
   * ({@code 1e-7}, {@code 1e+21}).
   */
  public static String json(double value) {
    double size = Math.abs(value);
    if (value == 0 || size >= 1e-6 && size < 1e21) {
      return plain(digits(value), value);
    }
    return exponent(digits(value), value, 1);
  }

  /**
   * As {@code strconv.FormatFloat(value, 'g', -1, 64)}: an exponent of at least two digits below
   * 1e-4 and from 1e6.
   */
  public static String shortest(double value) {
    return general(digits(value), value);
  }

  /** As {@link #shortest(double)} in single precision. */
  public static String shortest(float value) {
    return general(new BigDecimal(Float.toString(Math.abs(value))).stripTrailingZeros(), value);
  }

  private static String general(BigDecimal digits, double value) {
    int exponent = digits.precision() - digits.scale() - 1;
    if (value != 0 && (exponent < -4 || exponent >= FIRST_EXPONENT)) {
      return exponent(digits, value, 2);
    }
    return plain(digits, value);
  }

  private static BigDecimal digits(double value) {
    return new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
  }

  private static String sign(double value) {
    return value < 0 || 1 / value < 0 ? "-" : "";
  }

  private static String plain(BigDecimal digits, double value) {
    return sign(value) + (value == 0 ? "0" : digits.toPlainString());
  }

  private static String exponent(BigDecimal digits, double value, int width) {
    String unscaled = digits.unscaledValue().toString();
    int exponent = digits.precision() - digits.scale() - 1;
    String power = Integer.toString(Math.abs(exponent));
    return sign(value)
        + unscaled.charAt(0)
        + (unscaled.length() > 1 ? "." + unscaled.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (power.length() < width ? "0" + power : power);
  }
}
