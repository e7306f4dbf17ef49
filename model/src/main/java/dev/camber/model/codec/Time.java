package dev.camber.model.codec;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A moment, written in whole seconds (meta/v1 Time). */
public record Time(Instant instant) implements Comparable<Time> {
  public Time {
    instant = instant.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public int compareTo(Time other) {
    return instant.compareTo(other.instant);
  }

  @Override
  public String toString() {
    return instant.toString();
  }
}
