package dev.camber.kubernetes.logs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the newest lines of a log, so that a stream that begins a little earlier than the last
 * one ended can be joined to it: by time and by content, because a container prints many lines in
 * one tick of the clock and two streams of it may swap places. One thread.
 */
final class SeenLines {
  /** More lines than that within the overlap are told apart by time alone. */
  private static final int MOST = 65_536;

  private final Deque<LogLine> recent = new ArrayDeque<>();
  private Optional<Instant> newest = Optional.empty();
  // What the new stream may repeat, with how often; taken away as it does.
  private Map<LogLine, Integer> repeated = new HashMap<>();
  private Instant forgotten = Instant.MIN;

  /** From when the next stream is to begin; the server knows whole seconds only. */
  Optional<Instant> resumeFrom() {
    return newest.map(SeenLines::windowStart);
  }

  /** A second more than the server rounds down to: lines of two streams may be out of order. */
  private static Instant windowStart(Instant newest) {
    return newest.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
  }

  /** A new stream begins, from {@link #resumeFrom}. */
  void reconnect() {
    repeated = new HashMap<>();
    recent.forEach(line -> repeated.merge(line, 1, Integer::sum));
  }

  /** Whether the line is new; it is remembered then. */
  boolean accept(LogLine line) {
    if (!repeated.isEmpty()) {
      Integer left = repeated.get(line);
      if (left != null) {
        if (left == 1) {
          repeated.remove(line);
        } else {
          repeated.put(line, left - 1);
        }
        return false;
      }
    }
    if (!line.time().isAfter(forgotten)) {
      return false;
    }
    if (newest.isEmpty() || line.time().isAfter(newest.get())) {
      newest = Optional.of(line.time());
      trim(windowStart(line.time()));
    }
    recent.addLast(line);
    if (recent.size() > MOST) {
      forget(recent.removeFirst());
    }
    return true;
  }

  private void trim(Instant start) {
    while (!recent.isEmpty() && recent.getFirst().time().isBefore(start)) {
      forget(recent.removeFirst());
    }
  }

  private void forget(LogLine line) {
    if (line.time().isAfter(forgotten)) {
      forgotten = line.time();
    }
  }
}
