package dev.camber.engine.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: {@code first}, doubled each time up to {@code most}, spread by a
 * fifth so that keys that failed together do not come back together.
 */
public record Backoff(Duration first, Duration most) {
  /** For failing reconciles. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15));

  /** The wait after {@code failures} failures in a row, at least 1. */
  public Duration after(int failures, RandomGenerator random) {
    long nanos = first.toNanos();
    for (int i = 1; i < failures && nanos < most.toNanos(); i++) {
      nanos *= 2;
    }
    nanos = Math.min(nanos, most.toNanos());
    return Duration.ofNanos((long) (nanos * (0.9 + 0.2 * random.nextDouble())));
  }
}
