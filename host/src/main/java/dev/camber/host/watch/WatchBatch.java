package dev.camber.host.watch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Events that came together (spec engine §6.3): each path once, in the order of their first event.
 *
 * @param events not empty, by growing sequence number
 * @param closed when the batch closed
 */
public record WatchBatch(List<FileEvent> events, Instant closed) {
  public WatchBatch {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a batch without events");
    }
  }

  /** The sequence number of the last event: a consumer that has seen it has seen all before it. */
  public long lastSequence() {
    return events.getLast().sequence();
  }

  public List<Path> paths() {
    return events.stream().map(FileEvent::path).toList();
  }
}
