package dev.camber.host.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decides when a batch closes (spec engine §6.3). Times are nanoseconds of any monotonic clock. Not
 * for several threads.
 */
final class Debounce {
  private final long rest;
  private final long longest;
  private final Map<Path, FileEvent> open = new LinkedHashMap<>();
  private long sequence;
  private long firstAt;
  private long lastAt;

  Debounce(Duration rest, Duration longest) {
    this.rest = rest.toNanos();
    this.longest = longest.toNanos();
  }

  /** An event now. A path that is in the open batch already keeps its place. */
  void add(Path path, long now) {
    if (open.isEmpty()) {
      firstAt = now;
    }
    lastAt = now;
    if (!open.containsKey(path)) {
      open.put(path, new FileEvent(++sequence, path));
    }
  }

  long lastSequence() {
    return sequence;
  }

  /** When the open batch closes if nothing more comes; empty without an open batch. */
  OptionalLong deadline() {
    return open.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.min(lastAt + rest, firstAt + longest));
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Closes the open batch, which must not be empty. */
  WatchBatch close(Instant when) {
    List<FileEvent> events = new ArrayList<>(open.values());
    open.clear();
    return new WatchBatch(events, when);
  }
}
