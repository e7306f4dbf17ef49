package dev.camber.engine.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive segments of one resource. Written by the store's writer until it is full; then it may
 * move to disk. Read by anybody at any time.
 */
final class Chunk {
  static final int SEGMENTS = 256;
  static final int WEIGHT = 32 << 10;

  final long first;
  // Volatile: the count publishes the array's elements, and null says that the segments are on
  // disk.
  private volatile LogSegment @Nullable [] segments = new LogSegment[16];
  private volatile int size;
  private volatile @Nullable SpillFile file;
  private long offset; // written before file is
  private int length; // written before file is
  private int weight; // the store's writer only
  private long last;

  Chunk(long first) {
    this.first = first;
  }

  boolean isFull() {
    return size >= SEGMENTS || weight >= WEIGHT;
  }

  int weight() {
    return weight;
  }

  /** The sequence number of its last segment. */
  long last() {
    return last;
  }

  /** How many segments it has. */
  int size() {
    return size;
  }

  boolean isInMemory() {
    return segments != null;
  }

  @Nullable SpillFile file() {
    return file;
  }

  /** The store's writer only. */
  void add(LogSegment segment) {
    LogSegment[] array = segments;
    if (array == null) {
      throw new IllegalStateException("a chunk on disk does not grow");
    }
    int at = size;
    if (at == array.length) {
      array = Arrays.copyOf(array, at * 2);
      segments = array;
    }
    array[at] = segment;
    weight += segment.weight();
    last = segment.sequence();
    size = at + 1;
  }

  /** Replaces a segment by itself with another text. The store's writer only. */
  void replace(LogSegment segment) {
    LogSegment[] array = segments;
    for (int i = 0; array != null && i < size; i++) {
      if (array[i].sequence() == segment.sequence()) {
        array[i] = segment;
        // Writing the volatile field publishes the element.
        segments = array;
      }
    }
  }

  /**
   * Its segments; from disk if they are there, scrubbed again because secrets may have become known
   * since.
   */
  List<LogSegment> read(Scrubber scrubber) {
    LogSegment[] array = segments;
    if (array != null) {
      int count = size;
      return Arrays.asList(array).subList(0, Math.min(count, array.length));
    }
    SpillFile from = file;
    if (from == null) {
      return List.of();
    }
    try {
      return from.read(offset, length).stream()
          .map(s -> scrubber.isEmpty() ? s : s.withText(scrubber.scrub(s.text())))
          .toList();
    } catch (IOException e) {
      // The file was dropped between looking and reading: its lines are gone.
      return List.of();
    }
  }

  /** Writes it out and lets go of the memory. The spiller only. */
  void moveTo(SpillFile target) throws IOException {
    LogSegment[] array = segments;
    if (array == null) {
      return;
    }
    byte[] bytes = SegmentCodec.encode(array, size);
    offset = target.append(bytes);
    length = bytes.length;
    file = target;
    segments = null;
  }

  /** Lets go of the memory without keeping the lines. */
  void drop() {
    segments = null;
  }
}
