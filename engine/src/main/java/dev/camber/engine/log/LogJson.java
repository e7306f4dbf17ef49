package dev.camber.engine.log;

import dev.camber.model.codec.Time;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** A line of the log for programs. Source: spec CLI and API, section 3.1. */
public final class LogJson {
  private LogJson() {}

  /** The objects for a whole line: two for the head of an update, which follows an empty line. */
  public static List<JsonObject> lines(LogSegment line) {
    JsonObject object = object(line, line.text().stripTrailing());
    return line.field("buildEvent").equals("init")
        ? List.of(object(line, ""), object)
        : List.of(object);
  }

  private static JsonObject object(LogSegment line, String message) {
    LogFilter.Source source = LogFilter.sourceOf(line.spanId());
    return JsonObject.builder()
        .put("time", new Time(line.time()).toString())
        .put("resource", line.resource())
        .put("level", line.level().name().toLowerCase(Locale.ROOT))
        .put("message", message)
        .put("spanID", line.spanId())
        .put("progressID", line.field("progressID"))
        .put("buildEvent", line.field("buildEvent"))
        .put("source", source.name().toLowerCase(Locale.ROOT))
        .build();
  }
}
