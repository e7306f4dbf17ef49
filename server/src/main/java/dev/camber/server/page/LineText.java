package dev.camber.server.page;

import dev.camber.engine.log.LogExtent;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines as JSON: short, because a page asks for many. Stateless. */
final class LineText {
  private LineText() {}

  /**
   * A page: {@code lines} hold place, milliseconds, level, index of the span, kind, anchor, event,
   * text.
   */
  static String page(LinePages.Page page, LogExtent extent, long end, Optional<Line> head) {
    Map<String, Integer> spans = new LinkedHashMap<>();
    List<Json> spanTexts = new ArrayList<>();
    List<Json> lines = new ArrayList<>();
    for (Line line : page.lines()) {
      lines.add(line(line, spans, spanTexts));
    }
    JsonObject.Builder out =
        JsonObject.builder()
            .put("lines", Json.array(lines))
            .put("from", page.from())
            .put("to", page.to())
            .put("begin", extent.begin())
            .put("end", end)
            .put("count", extent.count())
            .put("countBefore", extent.countBefore(page.from()))
            .put("countAfter", Math.max(0, extent.count() - extent.countBefore(page.to())));
    head.ifPresent(line -> out.put("head", line(line, spans, spanTexts)));
    return JsonWriter.compact(out.put("spans", Json.array(spanTexts)).build());
  }

  static String found(LinePages.Found found) {
    JsonObject.Builder out =
        JsonObject.builder().put("looked", found.looked()).put("isEnd", found.isEnd());
    found.line().ifPresent(line -> out.put("place", line.place()).put("resource", line.resource()));
    return JsonWriter.compact(out.build());
  }

  private static Json line(Line line, Map<String, Integer> spans, List<Json> spanTexts) {
    Integer span = spans.get(line.spanId());
    if (span == null) {
      span = spans.size();
      spans.put(line.spanId(), span);
      spanTexts.add(new JsonArray(List.of(Json.of(line.spanId()), Json.of(line.resource()))));
    }
    return new JsonArray(
        List.of(
            JsonNumber.of(line.place()),
            JsonNumber.of(line.time().toEpochMilli()),
            JsonNumber.of(line.level().ordinal()),
            JsonNumber.of(span),
            JsonNumber.of(line.kind().ordinal()),
            JsonNumber.of(line.anchor() ? 1 : 0),
            Json.of(line.event()),
            Json.of(line.text())));
  }
}
