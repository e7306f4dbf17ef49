package dev.camber.image.build;

import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Prints how much of a context has been sent: when it has doubled since the last line, and every
 * two seconds. Used by one thread.
 */
final class ContextProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private final Logger logger;
  private final InstantSource clock;
  private final Instant start;
  private Instant lastTime;
  private long lastBytes;

  ContextProgress(Logger logger, InstantSource clock) {
    this.logger = logger;
    this.clock = clock;
    this.start = clock.instant();
    this.lastTime = start;
  }

  void sent(long bytes) {
    Instant now = clock.instant();
    boolean doubled = bytes >= 2 * lastBytes;
    boolean due = !now.isBefore(lastTime.plus(INTERVAL));
    if (!doubled && !due) {
      return;
    }
    lastTime = now;
    lastBytes = Math.max(bytes, 1);
    long millis = Duration.between(start, now).toMillis();
    logger.info(
        "Sending Docker build context: " + amount(bytes) + " (" + Durations.millis(millis) + ")");
  }

  /** {@code 12 kB}, {@code 1.2 MB}: one decimal below ten. */
  static String amount(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1000 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    String digits =
        unit == 0 || amount >= 10
            ? String.format(Locale.ROOT, "%.0f", amount)
            : String.format(Locale.ROOT, "%.1f", amount);
    return digits + " " + UNITS[unit];
  }
}
