package dev.camber.engine.log;

import java.util.List;

/**
 * A part of the log.
 *
 * @param segments in order
 * @param from the checkpoint before the first
 * @param to the checkpoint after the last looked at: where to read on
 */
public record LogSlice(List<LogSegment> segments, long from, long to) {
  public LogSlice {
    segments = List.copyOf(segments);
  }
}
