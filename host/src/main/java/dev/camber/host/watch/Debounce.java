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
 *
 * <p>A batch of few paths is what a person saved, and closes after a short rest: it is most of the
 * time from a save to its container. One of many paths is a program at work (a checkout, a
 * generator), which pauses for longer; its batch waits the whole rest, so that it stays one build.
 */
final class Debounce {
  /** More paths than a person saves at once, fewer than a checkout or an install brings. */
  static final int FEW_PATHS = 10;

  private final long restOfFew;
  private final long rest;
  private final long longest;
  private final Map<Path, Open> open = new LinkedHashMap<>();

  /**
   * Paths of the open batch, those that came and went included: they show a program at work too.
   */
  private int seen;

  private long sequence;
  private long firstAt;
  private long lastAt;

  /** What became of a path, as far as the batch is concerned. */
  enum Kind {
    APPEARED,
    CHANGED,
    GONE
  }

  /**
   * @param born whether the path did not exist when the batch opened
   */
  private record Open(FileEvent event, boolean born) {}

  /**
   * @param restOfFew the rest while the batch holds at most {@link #FEW_PATHS}; not longer than the
   *     other
   * @param rest the rest of a batch of more
   */
  Debounce(Duration restOfFew, Duration rest, Duration longest) {
    this.restOfFew = Math.min(restOfFew.toNanos(), rest.toNanos());
    this.rest = rest.toNanos();
    this.longest = longest.toNanos();
  }

  /**
   * An event now. A path that is in the open batch already keeps its place; one that came and went
   * within the batch is no event, or the temporary files of editors and {@code sed -i} would make
   * builds of their own.
   */
  void add(Path path, Kind kind, long now) {
    Open known = open.get(path);
    if (known != null && known.born() && kind == Kind.GONE) {
      open.remove(path);
      return;
    }
    if (open.isEmpty()) {
      firstAt = now;
      seen = 0;
    }
    lastAt = now;
    if (known == null) {
      seen++;
      open.put(path, new Open(new FileEvent(++sequence, path), kind == Kind.APPEARED));
    }
  }

  long lastSequence() {
    return sequence;
  }

  /** When the open batch closes if nothing more comes; empty without an open batch. */
  OptionalLong deadline() {
    return open.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.min(lastAt + (seen <= FEW_PATHS ? restOfFew : rest), firstAt + longest));
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Closes the open batch, which must not be empty. */
  WatchBatch close(Instant when) {
    List<FileEvent> events = new ArrayList<>(open.size());
    open.values().forEach(entry -> events.add(entry.event()));
    open.clear();
    return new WatchBatch(events, when);
  }
}
