package dev.camber.engine.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Walks the segments of one resource between two checkpoints, a chunk at a time. Single-threaded.
 */
final class SegmentCursor {
  private final List<Chunk> chunks;
  private final long from;
  private final long to;
  private final Scrubber scrubber;
  private int nextChunk;
  private List<LogSegment> segments = List.of();
  private int at;
  private @Nullable LogSegment head;

  SegmentCursor(List<Chunk> chunks, long from, long to, Scrubber scrubber) {
    this.chunks = chunks;
    this.from = from;
    this.to = to;
    this.scrubber = scrubber;
    nextChunk = lastAtOrBefore(chunks, from);
    advance();
  }

  /** The index of the last chunk that begins at or before a place, 0 if there is none. */
  private static int lastAtOrBefore(List<Chunk> chunks, long place) {
    int low = 0;
    int high = chunks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks.get(middle).first <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void advance() {
    head = null;
    while (true) {
      while (at < segments.size()) {
        LogSegment segment = segments.get(at++);
        if (segment.sequence() >= to) {
          return;
        }
        if (segment.sequence() >= from) {
          head = segment;
          return;
        }
      }
      if (nextChunk >= chunks.size() || chunks.get(nextChunk).first >= to) {
        return;
      }
      segments = chunks.get(nextChunk++).read(scrubber);
      at = 0;
    }
  }

  /** The segments of all cursors in the order of the log, at most {@code most}. */
  static List<LogSegment> merge(List<SegmentCursor> cursors, int most) {
    record Entry(LogSegment segment, SegmentCursor cursor) {}
    PriorityQueue<Entry> queue =
        new PriorityQueue<>(Comparator.comparingLong(e -> e.segment().sequence()));
    for (SegmentCursor cursor : cursors) {
      if (cursor.head != null) {
        queue.add(new Entry(cursor.head, cursor));
      }
    }
    List<LogSegment> out = new ArrayList<>();
    while (out.size() < most) {
      Entry entry = queue.poll();
      if (entry == null) {
        break;
      }
      out.add(entry.segment());
      entry.cursor().advance();
      LogSegment next = entry.cursor().head;
      if (next != null) {
        queue.add(new Entry(next, entry.cursor()));
      }
    }
    return out;
  }
}
