package dev.camber.kubernetes.types;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Points in time as Kubernetes reads and prints them: RFC 3339 in, UTC out, with the error texts of
 * Go's parser.
 */
final class GoTime {
  private static final String SECONDS_LAYOUT = "2006-01-02T15:04:05Z07:00";
  private static final String MICROS_LAYOUT = "2006-01-02T15:04:05.000000Z07:00";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private final String text;
  private final String layout;
  private int at;

  private GoTime(String text, String layout) {
    this.text = text;
    this.layout = layout;
  }

  /** In UTC and whole seconds; the zero time is the empty text. */
  static String seconds(String text) throws DecodingException {
    return print(new GoTime(text, SECONDS_LAYOUT).parse(false), SECONDS);
  }

  /** In UTC with six digits, which the text must have; the zero time is the empty text. */
  static String micros(String text) throws DecodingException {
    return print(new GoTime(text, MICROS_LAYOUT).parse(true), MICROS);
  }

  private static String print(LocalDateTime utc, DateTimeFormatter format) {
    return utc.equals(LocalDateTime.of(1, 1, 1, 0, 0)) ? "" : utc.format(format);
  }

  private LocalDateTime parse(boolean micros) throws DecodingException {
    int year = number("2006", 4, 4);
    literal("-");
    int month = number("01", 2, 2);
    range(month, 1, 12, "month");
    literal("-");
    int day = number("02", 2, 2);
    literal("T");
    int hour = number("15", 1, 2);
    range(hour, 0, 23, "hour");
    literal(":");
    int minute = number("04", 2, 2);
    range(minute, 0, 59, "minute");
    literal(":");
    int second = number("05", 2, 2);
    range(second, 0, 59, "second");
    int nanos = micros ? sixDigits() : fraction();
    int offset = zone();
    if (at < text.length()) {
      throw new DecodingException(
          "parsing time " + quote(text) + ": extra text: " + quote(text.substring(at)));
    }
    int days = YearMonth.of(year, month).lengthOfMonth();
    range(day, 1, days, "day");
    return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
        .atOffset(ZoneOffset.UTC)
        .minusSeconds(offset)
        .toLocalDateTime();
  }

  private DecodingException mismatch(int from, String wanted) {
    return new DecodingException(
        "parsing time "
            + quote(text)
            + " as "
            + quote(layout)
            + ": cannot parse "
            + quote(text.substring(from))
            + " as "
            + quote(wanted));
  }

  /** Bytes outside printable ASCII are shown as such. */
  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < ' ') {
        out.append(String.format("\\x%02x", b & 0xff));
      } else {
        out.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
      }
    }
    return out.append('"').toString();
  }

  private void range(int value, int least, int most, String name) throws DecodingException {
    if (value < least || value > most) {
      throw new DecodingException("parsing time " + quote(text) + ": " + name + " out of range");
    }
  }

  private boolean digitAt(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private int number(String element, int least, int most) throws DecodingException {
    int from = at;
    int value = 0;
    while (at - from < most && digitAt(at)) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (at - from < least) {
      at = from;
      throw mismatch(from, element);
    }
    return value;
  }

  private void literal(String wanted) throws DecodingException {
    if (!text.startsWith(wanted, at)) {
      throw mismatch(at, wanted);
    }
    at += wanted.length();
  }

  private int fraction() {
    if (at + 1 >= text.length()
        || text.charAt(at) != '.' && text.charAt(at) != ','
        || !digitAt(at + 1)) {
      return 0;
    }
    at++;
    int nanos = 0;
    int digits = 0;
    while (digitAt(at)) {
      if (digits < 9) {
        nanos = nanos * 10 + text.charAt(at) - '0';
        digits++;
      }
      at++;
    }
    while (digits++ < 9) {
      nanos *= 10;
    }
    return nanos;
  }

  private int sixDigits() throws DecodingException {
    String element = ".000000";
    if (at + element.length() > text.length() || text.charAt(at) != '.') {
      throw mismatch(at, element);
    }
    int micros = 0;
    for (int i = 1; i < element.length(); i++) {
      if (!digitAt(at + i)) {
        throw mismatch(at, element);
      }
      micros = micros * 10 + text.charAt(at + i) - '0';
    }
    at += element.length();
    return micros * 1000;
  }

  /** Seconds east of Greenwich. */
  private int zone() throws DecodingException {
    String element = "Z07:00";
    if (text.startsWith("Z", at)) {
      at++;
      return 0;
    }
    if (at + 6 > text.length()) {
      throw mismatch(at, element);
    }
    String zone = text.substring(at, at + 6);
    boolean shaped =
        (zone.charAt(0) == '+' || zone.charAt(0) == '-')
            && digitAt(at + 1)
            && digitAt(at + 2)
            && zone.charAt(3) == ':'
            && digitAt(at + 4)
            && digitAt(at + 5);
    if (!shaped) {
      throw mismatch(at, element);
    }
    int hours = Integer.parseInt(zone.substring(1, 3));
    int minutes = Integer.parseInt(zone.substring(4, 6));
    if (hours > 24) {
      throw new DecodingException(
          "parsing time " + quote(text) + ": time zone offset hour out of range");
    }
    if (minutes > 60) {
      throw new DecodingException(
          "parsing time " + quote(text) + ": time zone offset minute out of range");
    }
    at += 6;
    int seconds = hours * 3600 + minutes * 60;
    return zone.charAt(0) == '-' ? -seconds : seconds;
  }
}
