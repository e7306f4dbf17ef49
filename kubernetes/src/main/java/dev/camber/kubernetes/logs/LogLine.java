package dev.camber.kubernetes.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A line that a container printed, without its line end, and when. */
public record LogLine(Instant time, String text) {

  /** Reads a line as the API server sends it; empty if it does not begin with a time. */
  static Optional<LogLine> parse(String line) {
    int space = line.indexOf(' ');
    String time = space < 0 ? line : line.substring(0, space);
    // Cheaper than an exception for each line of those that are not from the container.
    if (time.length() < 20 || time.charAt(4) != '-' || time.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      Instant instant =
          time.endsWith("Z") ? Instant.parse(time) : OffsetDateTime.parse(time).toInstant();
      return Optional.of(new LogLine(instant, space < 0 ? "" : line.substring(space + 1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
