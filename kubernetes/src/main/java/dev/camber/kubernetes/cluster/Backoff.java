package dev.camber.kubernetes.cluster;

import java.time.Duration;

/** How long to wait before trying again: doubling from {@code first} up to {@code most}. */
public record Backoff(Duration first, Duration most) {
  /** The pause after so many failures in a row, counted from 1. */
  public Duration after(int failures) {
    Duration pause = first;
    for (int i = 1; i < failures && pause.compareTo(most) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(most) < 0 ? pause : most;
  }
}
