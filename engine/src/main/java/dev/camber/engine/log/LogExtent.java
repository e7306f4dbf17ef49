package dev.camber.engine.log;

import java.util.List;

/**
 * Where some resources have segments, as of one moment: how many there are and how they are spread
 * over the sequence numbers. Within a piece of a few hundred segments it takes them for evenly
 * spread. Immutable.
 */
public final class LogExtent {
  private final long[] first;
  private final long[] last;
  private final int[] sizes;
  private final long count;
  private final long begin;
  private final long end;

  private LogExtent(long[] first, long[] last, int[] sizes) {
    this.first = first;
    this.last = last;
    this.sizes = sizes;
    long sum = 0;
    long low = Long.MAX_VALUE;
    long high = 0;
    for (int i = 0; i < sizes.length; i++) {
      sum += sizes[i];
      low = Math.min(low, first[i]);
      high = Math.max(high, last[i] + 1);
    }
    count = sum;
    begin = sizes.length == 0 ? 0 : low;
    end = high;
  }

  static LogExtent of(List<Chunk> chunks) {
    long[] first = new long[chunks.size()];
    long[] last = new long[chunks.size()];
    int[] sizes = new int[chunks.size()];
    for (int i = 0; i < sizes.length; i++) {
      Chunk chunk = chunks.get(i);
      sizes[i] = chunk.size(); // read first: it publishes the other
      first[i] = chunk.first;
      last[i] = Math.max(chunk.first, chunk.last());
    }
    return new LogExtent(first, last, sizes);
  }

  /** How many segments there are. */
  public long count() {
    return count;
  }

  /** The sequence number of the first segment, 0 if there is none. */
  public long begin() {
    return begin;
  }

  /** The checkpoint after the last segment, 0 if there is none. */
  public long end() {
    return end;
  }

  /** About how many segments lie before a checkpoint. */
  public long countBefore(long checkpoint) {
    long sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (checkpoint > last[i]) {
        sum += sizes[i];
      } else if (checkpoint > first[i]) {
        sum += sizes[i] * (checkpoint - first[i]) / (last[i] - first[i] + 1);
      }
    }
    return sum;
  }

  /** The checkpoint before which about so many segments lie. */
  public long checkpointAt(long index) {
    long low = begin;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (countBefore(middle) < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
