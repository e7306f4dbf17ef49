package dev.camber.kubernetes.logs;

import dev.camber.kubernetes.cluster.KubeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers lines and breaks. */
final class Collected implements LogSink {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> breaks = new CopyOnWriteArrayList<>();

  @Override
  public void line(LogLine line) {
    lines.add(line.text());
  }

  @Override
  public void broken(KubeException error, Duration pause) {
    breaks.add(error.getMessage());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  List<String> breaks() {
    return List.copyOf(breaks);
  }
}
