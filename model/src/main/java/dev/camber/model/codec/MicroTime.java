package dev.camber.model.codec;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A moment, written with exactly six fractional digits (meta/v1 MicroTime). */
public record MicroTime(Instant instant) implements Comparable<MicroTime> {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  public MicroTime {
    instant = instant.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public int compareTo(MicroTime other) {
    return instant.compareTo(other.instant);
  }

  @Override
  public String toString() {
    return FORMAT.format(instant);
  }
}
