package dev.camber.image.build;

import java.math.BigDecimal;

/** Durations as people read them. */
final class Durations {
  private Durations() {}

  /** {@code 15ms}, {@code 1.25s}. */
  static String millis(long millis) {
    return millis < 1000
        ? millis + "ms"
        : BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }
}
