package dev.camber.kubernetes.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/** Amounts of CPU, memory and the like, printed in canonical form as Kubernetes does. */
final class Quantity {
  private static final String FORMAT_WRONG =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final String SUFFIX_WRONG = "unable to parse quantity's suffix";
  private static final String SUFFIX_LETTERS = "eEinumkKMGTP";

  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
  private static final BigDecimal MAX = new BigDecimal(Long.MAX_VALUE);
  private static final BigInteger KIBI = BigInteger.valueOf(1024);

  /** Numbers of up to this many digits keep their spelling if it is canonical already. */
  private static final int SHORT_NUMBER = 18;

  private enum Format {
    DECIMAL,
    EXPONENT,
    BINARY
  }

  private Quantity() {}

  /**
   * The canonical form of {@code text}.
   *
   * @throws DecodingException if it is no quantity
   */
  static String canonical(String text) throws DecodingException {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new DecodingException(FORMAT_WRONG);
    }
    Parts parts = Parts.of(trimmed);
    Format format;
    int exponent;
    if (DECIMAL.containsKey(parts.suffix())) {
      format = Format.DECIMAL;
      exponent = DECIMAL.get(parts.suffix());
    } else if (BINARY.containsKey(parts.suffix())) {
      format = Format.BINARY;
      exponent = BINARY.get(parts.suffix());
    } else {
      format = Format.EXPONENT;
      exponent = exponent(parts.suffix());
    }
    if (keepsSpelling(parts, format, exponent)) {
      return trimmed;
    }
    return print(amount(parts, format, exponent), format);
  }

  private static int exponent(String suffix) throws DecodingException {
    if (suffix.length() > 1 && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E')) {
      try {
        return (int) Long.parseLong(suffix.substring(1));
      } catch (NumberFormatException e) {
        throw new DecodingException(SUFFIX_WRONG);
      }
    }
    throw new DecodingException(SUFFIX_WRONG);
  }

  private static boolean keepsSpelling(Parts parts, Format format, int exponent) {
    String digits = parts.whole() + parts.fraction();
    if (format == Format.BINARY) {
      // A power of two needs three tenths as many decimal digits.
      int spare = 15 - parts.whole().length() - exponent * 3 / 10 - 1;
      return parts.fraction().isEmpty()
          && spare >= 0
          && fits(digits, exponent)
          && (Long.parseLong(digits) & 7) != 0;
    }
    int scale = exponent - parts.fraction().length();
    return digits.length() <= SHORT_NUMBER
        && scale >= -9
        && scale % 3 == 0
        && !digits.endsWith("000")
        && digits.charAt(0) != '0';
  }

  private static boolean fits(String digits, int exponent) {
    return digits.length() <= SHORT_NUMBER
        && BigInteger.valueOf(Long.parseLong(digits)).shiftLeft(exponent).bitLength() <= 63;
  }

  private static BigDecimal amount(Parts parts, Format format, int exponent) {
    BigDecimal number =
        new BigDecimal(parts.whole() + (parts.fraction().isEmpty() ? "" : "." + parts.fraction()));
    BigDecimal amount =
        format == Format.BINARY
            ? number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)))
            : number.scaleByPowerOfTen(exponent);
    if (amount.scale() > 9) {
      amount = amount.setScale(9, RoundingMode.UP);
    }
    if (format == Format.BINARY && amount.compareTo(MAX) > 0) {
      amount = MAX;
    }
    return parts.negative() ? amount.negate() : amount;
  }

  private static String print(BigDecimal amount, Format format) {
    if (amount.signum() == 0) {
      return "0";
    }
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    boolean small = amount.abs().compareTo(new BigDecimal(KIBI)) < 0;
    if (format == Format.BINARY && !small && whole) {
      BigInteger number = amount.toBigIntegerExact();
      int power = 0;
      while (number.mod(KIBI).signum() == 0) {
        number = number.divide(KIBI);
        power += 10;
      }
      return number + suffix(BINARY, power);
    }
    BigDecimal stripped = amount.stripTrailingZeros();
    BigInteger number = stripped.unscaledValue();
    int exponent = -stripped.scale();
    while (exponent % 3 != 0) {
      number = number.multiply(BigInteger.TEN);
      exponent--;
    }
    if (format == Format.EXPONENT) {
      return number + (exponent == 0 ? "" : "e" + exponent);
    }
    return number + suffix(DECIMAL, exponent);
  }

  /** The suffix of an exponent; beyond the largest one there is none, as in the reference. */
  private static String suffix(Map<String, Integer> suffixes, int exponent) {
    return suffixes.entrySet().stream()
        .filter(e -> e.getValue() == exponent)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /**
   * A quantity taken apart.
   *
   * @param whole digits before the point without leading zeros, at least {@code 0}
   * @param fraction digits after the point
   */
  private record Parts(boolean negative, String whole, String fraction, String suffix) {

    static Parts of(String text) throws DecodingException {
      int at = 0;
      boolean negative = text.charAt(0) == '-';
      if (negative || text.charAt(0) == '+') {
        at++;
      }
      while (at < text.length() && text.charAt(at) == '0') {
        at++;
      }
      int start = at;
      at = digits(text, at);
      String whole = text.substring(start, at);
      String fraction = "";
      if (at < text.length() && text.charAt(at) == '.') {
        int from = at + 1;
        at = digits(text, from);
        fraction = text.substring(from, at);
      }
      int suffixStart = at;
      while (at < text.length() && SUFFIX_LETTERS.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      at = digits(text, at);
      if (at < text.length()) {
        throw new DecodingException(FORMAT_WRONG);
      }
      return new Parts(
          negative, whole.isEmpty() ? "0" : whole, fraction, text.substring(suffixStart));
    }

    private static int digits(String text, int from) {
      int at = from;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      return at;
    }
  }
}
