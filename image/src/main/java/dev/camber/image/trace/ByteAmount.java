package dev.camber.image.trace;

import java.util.Locale;

/** Amounts of bytes as Docker prints them: decimal units, two digits after the point. */
public final class ByteAmount {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private ByteAmount() {}

  /** {@code 512B}, {@code 1.73kB}, {@code 300.91MB}. */
  public static String of(long bytes) {
    if (bytes < 1000) {
      return bytes + "B";
    }
    double amount = bytes;
    int unit = 0;
    while (amount >= 1000 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f%s", amount, UNITS[unit]);
  }

  /**
   * {@code 12kB}, {@code 1.5MB}: up to four significant digits, as the docker program prints sizes.
   */
  public static String rough(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1000 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    String digits =
        new java.math.BigDecimal(amount)
            .round(new java.math.MathContext(4))
            .stripTrailingZeros()
            .toPlainString();
    return digits + UNITS[unit];
  }
}
