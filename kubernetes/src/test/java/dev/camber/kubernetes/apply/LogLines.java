package dev.camber.kubernetes.apply;

import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was logged. */
final class LogLines implements Logger {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void write(LogLevel level, String text, Map<String, String> fields) {
    lines.add(text.stripTrailing());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
