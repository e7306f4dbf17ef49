package dev.camber.image.build;

import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what is written. */
final class RecordingLogger implements Logger {
  private final StringBuilder text = new StringBuilder();
  final List<Map<String, String>> fields = new ArrayList<>();

  @Override
  public synchronized void write(LogLevel level, String more, Map<String, String> moreFields) {
    text.append(more);
    if (!moreFields.isEmpty()) {
      fields.add(moreFields);
    }
  }

  synchronized String text() {
    return text.toString();
  }

  List<String> lines() {
    return text().lines().toList();
  }
}
