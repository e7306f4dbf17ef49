package dev.camber.model.log;

import java.time.Instant;
import java.util.Map;

/**
 * One write to the log: a piece of text, not necessarily whole lines.
 *
 * @param time when it was written
 * @param spanId the span it belongs to, empty for the global one
 * @param resource the resource the span belongs to, empty for none
 * @param text as written, with its line ends
 * @param fields {@code progressID}, {@code buildEvent}, {@code progressMustPrint}: spec CLI and
 *     API, section 11.4
 */
public record LogWrite(
    Instant time,
    LogLevel level,
    String spanId,
    String resource,
    String text,
    Map<String, String> fields) {
  public LogWrite {
    fields = Map.copyOf(fields);
  }
}
