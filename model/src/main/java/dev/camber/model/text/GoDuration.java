package dev.camber.model.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;

/** Durations as Go writes and reads them: {@code 1h2m3.5s}, {@code 300ms}. Stateless. */
public final class GoDuration {
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** Text that is no duration; the message is Go's. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /** Reads a duration. */
  public static Duration parse(String text) throws Invalid {
    String rest = text;
    boolean negative = false;
    if (rest.startsWith("-") || rest.startsWith("+")) {
      negative = rest.startsWith("-");
      rest = rest.substring(1);
    }
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty()) {
      throw new Invalid("time: invalid duration " + Quoted.go(text));
    }
    BigInteger nanos = BigInteger.ZERO;
    while (!rest.isEmpty()) {
      int number = 0;
      int digits = 0;
      boolean dot = false;
      while (number < rest.length()) {
        char c = rest.charAt(number);
        if (c >= '0' && c <= '9') {
          digits++;
        } else if (c == '.' && !dot) {
          dot = true;
        } else {
          break;
        }
        number++;
      }
      if (digits == 0) {
        throw new Invalid("time: invalid duration " + Quoted.go(text));
      }
      int end = number;
      while (end < rest.length() && rest.charAt(end) != '.' && !isDigit(rest.charAt(end))) {
        end++;
      }
      String unit = rest.substring(number, end);
      if (unit.isEmpty()) {
        throw new Invalid("time: missing unit in duration " + Quoted.go(text));
      }
      Long factor = UNITS.get(unit);
      if (factor == null) {
        throw new Invalid(
            "time: unknown unit " + Quoted.go(unit) + " in duration " + Quoted.go(text));
      }
      String literal = rest.substring(0, number);
      nanos =
          nanos.add(
              new BigDecimal(
                      literal.startsWith(".")
                          ? "0" + literal
                          : literal.endsWith(".") ? literal + "0" : literal)
                  .multiply(BigDecimal.valueOf(factor))
                  .toBigInteger());
      rest = rest.substring(end);
    }
    if (nanos.bitLength() > 63) {
      throw new Invalid("time: invalid duration " + Quoted.go(text));
    }
    long value = nanos.longValue();
    return Duration.ofNanos(negative ? -value : value);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Writes a duration: {@code 0s}, {@code 1.5s}, {@code 30m0s}, {@code 57.115µs}. */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    long rest = Math.abs(nanos);
    if (rest < 1_000) {
      return sign + rest + "ns";
    }
    if (rest < 1_000_000) {
      return sign + decimal(rest, 3) + "µs";
    }
    if (rest < 1_000_000_000) {
      return sign + decimal(rest, 6) + "ms";
    }
    long minutes = rest / 60_000_000_000L;
    String seconds = decimal(rest % 60_000_000_000L, 9) + "s";
    if (minutes == 0) {
      return sign + seconds;
    }
    return minutes < 60
        ? sign + minutes + "m" + seconds
        : sign + minutes / 60 + "h" + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long value, int scale) {
    BigDecimal number = BigDecimal.valueOf(value, scale).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
  }
}
