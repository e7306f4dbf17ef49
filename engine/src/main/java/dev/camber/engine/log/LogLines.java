package dev.camber.engine.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the pieces of lines together, span by span, so that a line is shown whole or not at all.
 * Single-threaded.
 */
public final class LogLines {
  private final Map<String, LogSegment> open = new LinkedHashMap<>();

  /** The lines that these segments complete, in the order of their ends. */
  public List<LogSegment> add(List<LogSegment> segments) {
    List<LogSegment> out = new ArrayList<>(segments.size());
    for (LogSegment segment : segments) {
      LogSegment begun = open.remove(segment.spanId());
      LogSegment whole = segment;
      if (begun != null) {
        if (begun.level() == segment.level() && begun.fields().equals(segment.fields())) {
          whole = with(begun, begun.text() + segment.text());
        } else {
          out.add(begun);
        }
      }
      if (whole.isComplete()) {
        out.add(whole);
      } else {
        open.put(whole.spanId(), whole);
      }
    }
    return out;
  }

  /** The beginnings of lines that nobody ended. */
  public List<LogSegment> rest() {
    List<LogSegment> out = List.copyOf(open.values());
    open.clear();
    return out;
  }

  private static LogSegment with(LogSegment segment, String text) {
    return new LogSegment(
        segment.sequence(),
        segment.time(),
        segment.level(),
        segment.spanId(),
        segment.resource(),
        text,
        segment.anchor(),
        segment.continues(),
        segment.fields());
  }
}
