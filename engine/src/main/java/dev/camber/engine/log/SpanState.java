package dev.camber.engine.log;

import dev.camber.model.log.LogLevel;
import dev.camber.model.log.LogWrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the store remembers of a span between writes. Under the store's writer lock. */
final class SpanState {
  private static final int MOST_WARNINGS = 100;
  private static final int LONGEST_WARNING = 64 << 10;

  final String resource;
  boolean midLine;
  LogLevel level = LogLevel.NONE;
  Map<String, String> fields = Map.of();

  /** Text that may be the beginning of a secret, and the write it came with. */
  @Nullable LogWrite held;

  private final List<StringBuilder> warnings = new ArrayList<>();
  private int warningCount;
  private int errorCount;
  private long firstWarning = -1;
  private long lastError = -1;
  private final Map<String, ProgressLine> progress = new HashMap<>();

  SpanState(String resource) {
    this.resource = resource;
  }

  /** Notes a segment of a warning or an error. */
  void alerted(LogSegment segment) {
    if (segment.level() == LogLevel.WARN) {
      warned(segment);
    } else if (segment.anchor()) {
      errorCount++;
      lastError = segment.sequence();
    }
  }

  /** Notes a segment that has fields. */
  void noted(LogSegment segment) {
    String id = segment.field("progressID");
    if (!id.isEmpty() && !segment.continues()) {
      ProgressLine old = progress.get(id);
      progress.put(
          id, new ProgressLine(old == null ? segment.sequence() : old.first(), segment.sequence()));
    }
  }

  Optional<ProgressLine> progress(String id) {
    return Optional.ofNullable(progress.get(id));
  }

  Optional<SpanAlerts> alerts(String spanId) {
    return warningCount + errorCount == 0
        ? Optional.empty()
        : Optional.of(
            new SpanAlerts(spanId, resource, warningCount, errorCount, firstWarning, lastError));
  }

  /** Notes a warning: an anchor begins one, other segments of that level go on with it. */
  private void warned(LogSegment segment) {
    if (segment.anchor()) {
      warningCount++;
      firstWarning = firstWarning < 0 ? segment.sequence() : firstWarning;
      if (warnings.size() < MOST_WARNINGS) {
        warnings.add(new StringBuilder(segment.text()));
      }
    } else if (!warnings.isEmpty() && warnings.getLast().length() < LONGEST_WARNING) {
      warnings.getLast().append(segment.text());
    }
  }

  List<String> warnings() {
    return warnings.stream().map(StringBuilder::toString).toList();
  }
}
