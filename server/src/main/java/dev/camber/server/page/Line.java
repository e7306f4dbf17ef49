package dev.camber.server.page;

import dev.camber.engine.log.LogSegment;
import dev.camber.model.log.LogLevel;
import java.time.Instant;

/**
 * A line as the page shows it.
 *
 * @param place the sequence number of its beginning: its address
 * @param event {@code buildEvent} of its segment
 * @param kind what it is beside the line itself
 */
record Line(
    long place,
    Instant time,
    LogLevel level,
    String spanId,
    String resource,
    String text,
    boolean anchor,
    String event,
    Kind kind) {

  /** How a line comes into a page. */
  enum Kind {
    /** It matches. */
    LINE,
    /** It stands before one that matches. */
    CONTEXT,
    /** Its end is not written yet. */
    OPEN,
    /** New text for the line at this place. */
    UPDATE
  }

  static Line of(LogSegment segment, long place, String text, Kind kind) {
    return new Line(
        place,
        segment.time(),
        segment.level(),
        segment.spanId(),
        segment.resource(),
        text,
        segment.anchor(),
        segment.field("buildEvent"),
        kind);
  }

  Line as(Kind other) {
    return new Line(place, time, level, spanId, resource, text, anchor, event, other);
  }
}
