package dev.camber.server.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long one request may take; what is not done then is asked for again. */
record Deadline(InstantSource clock, Instant end) {
  static Deadline in(InstantSource clock, Duration time) {
    return new Deadline(clock, clock.instant().plus(time));
  }

  boolean isOver() {
    return clock.instant().isAfter(end);
  }
}
