package dev.camber.engine.log;

import dev.camber.model.log.LogLevel;
import dev.camber.model.log.LogWrite;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store remembers of a span between writes. Under the store's writer lock. */
final class SpanState {
  private static final int MOST_WARNINGS = 100;
  private static final int LONGEST_WARNING = 64 << 10;

  final String resource;
  boolean midLine;
  LogLevel level = LogLevel.NONE;

  /** Text that may be the beginning of a secret, and the write it came with. */
  @Nullable LogWrite held;

  private final List<StringBuilder> warnings = new ArrayList<>();
  private int warningCount;

  SpanState(String resource) {
    this.resource = resource;
  }

  /** Notes a warning: an anchor begins one, other segments of that level go on with it. */
  void warned(LogSegment segment) {
    if (segment.anchor()) {
      warningCount++;
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

  int warningCount() {
    return warningCount;
  }
}
