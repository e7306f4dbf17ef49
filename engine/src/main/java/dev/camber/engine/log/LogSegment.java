package dev.camber.engine.log;

import dev.camber.model.log.LogLevel;
import java.time.Instant;
import java.util.Map;

/**
 * A line or a piece of one, as it was written.
 *
 * @param sequence its place in the whole log; a checkpoint n lies before the segment n
 * @param resource the resource of its span, empty for none
 * @param text ends in a newline if the line is complete
 * @param anchor whether it begins a warning or an error
 * @param continues whether it goes on with the line that the segment before it in its span began
 * @param fields {@code progressID}, {@code buildEvent}, {@code progressMustPrint}: spec CLI and
 *     API, section 11.4
 */
public record LogSegment(
    long sequence,
    Instant time,
    LogLevel level,
    String spanId,
    String resource,
    String text,
    boolean anchor,
    boolean continues,
    Map<String, String> fields) {
  public LogSegment {
    fields = Map.copyOf(fields);
  }

  /** Whether its line ends here. */
  public boolean isComplete() {
    return text.endsWith("\n");
  }

  /** A field's value, empty if it is not set. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  LogSegment withText(String value) {
    return new LogSegment(
        sequence, time, level, spanId, resource, value, anchor, continues, fields);
  }

  /** What it takes in memory, roughly. */
  int weight() {
    return 96 + text.length();
  }
}
