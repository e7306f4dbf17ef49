package dev.camber.compose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations in the notations of Compose files. Stateless. */
final class Quantities {
  private static final Pattern BYTES =
      Pattern.compile("(-?\\d+(?:\\.\\d+)?) ?([kmgtp]?)(?:ib?|b)?");
  private static final String PREFIXES = "kmgtp";
  private static final Pattern DURATION =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|[smhdw])");
  private static final String[] UNIT_NAMES = {"w", "d", "h", "m", "s", "ms", "us", "ns"};
  private static final long[] UNIT_NANOS = {
    604_800_000_000_000L,
    86_400_000_000_000L,
    3_600_000_000_000L,
    60_000_000_000L,
    1_000_000_000L,
    1_000_000L,
    1_000L,
    1L
  };

  private Quantities() {}

  /** Bytes of {@code 20M}, {@code 1gb}, {@code 1.5k}; a kilobyte has 1024. */
  static long bytes(String text, String path) {
    Matcher m = BYTES.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw Unreadable.invalid(path, "invalid size: '" + text + "'");
    }
    long unit = m.group(2).isEmpty() ? 1 : 1L << 10 * (PREFIXES.indexOf(m.group(2)) + 1);
    return new BigDecimal(m.group(1))
        .multiply(BigDecimal.valueOf(unit))
        .setScale(0, RoundingMode.DOWN)
        .longValue();
  }

  /** A duration such as {@code 1m30s}, {@code 2d}; without a unit it counts nanoseconds. */
  static Duration duration(String text, String path) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher m = DURATION.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (m.find() && m.start() == end) {
      end = m.end();
      nanos = nanos.add(new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit(m.group(2)))));
    }
    if (end == 0 || end != text.length()) {
      throw Unreadable.invalid(path, "time: invalid duration \"" + text + "\"");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  private static long unit(String name) {
    for (int i = 0; i < UNIT_NAMES.length; i++) {
      if (UNIT_NAMES[i].equals(name)) {
        return UNIT_NANOS[i];
      }
    }
    return 1_000L;
  }
}
