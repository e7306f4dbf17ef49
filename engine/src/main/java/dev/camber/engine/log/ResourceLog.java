package dev.camber.engine.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The lines of one resource: a row of chunks, the oldest ones on disk. The store's writer appends
 * and removes chunks; the spiller moves them; readers take the row as it is.
 */
final class ResourceLog {
  // Volatile: replaced by the writer as chunks come and go, read by anybody.
  private volatile Chunk[] chunks = new Chunk[0];
  private long memory; // the store's writer lock
  private int firstInMemory; // index into chunks; the store's writer lock
  private final Deque<SpillFile> files = new ArrayDeque<>(); // the spiller only
  // Volatile: replaced by the writer when an update begins, read by anybody. In order.
  private volatile long[] heads = new long[0];
  private final int number;

  ResourceLog(int number) {
    this.number = number;
  }

  /** Under the store's writer lock. */
  void append(LogSegment segment) {
    Chunk[] row = chunks;
    if (row.length == 0 || row[row.length - 1].isFull() || !row[row.length - 1].isInMemory()) {
      Chunk[] longer = Arrays.copyOf(row, row.length + 1);
      Chunk fresh = new Chunk(segment.sequence());
      fresh.add(segment);
      longer[row.length] = fresh;
      chunks = longer;
    } else {
      row[row.length - 1].add(segment);
    }
    memory += segment.weight();
  }

  /**
   * Full chunks that are more than {@code share} bytes allow in memory, oldest first. Under the
   * writer lock.
   */
  List<Chunk> overflow(long share) {
    if (memory <= share) {
      return List.of();
    }
    List<Chunk> out = new ArrayList<>();
    Chunk[] row = chunks;
    while (memory > share && firstInMemory < row.length - 1) {
      Chunk chunk = row[firstInMemory++];
      memory -= chunk.weight();
      out.add(chunk);
    }
    return out;
  }

  /** Forgets chunks whose lines are gone. Under the writer lock. */
  void forget(List<Chunk> gone) {
    Chunk[] row = chunks;
    Chunk[] rest = Arrays.stream(row).filter(c -> !gone.contains(c)).toArray(Chunk[]::new);
    firstInMemory -= row.length - rest.length;
    chunks = rest;
  }

  /** Notes a segment that has fields. Under the writer lock. */
  void noted(LogSegment segment) {
    if (segment.field("buildEvent").equals("init") && !segment.continues()) {
      long[] longer = Arrays.copyOf(heads, heads.length + 1);
      longer[heads.length] = segment.sequence();
      heads = longer;
    }
  }

  /** Where the newest update at or before a place begins; negative if there is none. */
  long headOfUpdate(long place) {
    long[] all = heads;
    int found = Arrays.binarySearch(all, place);
    int at = found >= 0 ? found : -found - 2;
    return at < 0 ? -1 : all[at];
  }

  /** Its chunks as they are now, oldest first. */
  List<Chunk> chunks() {
    return Arrays.asList(chunks);
  }

  long memory() {
    return memory;
  }

  /** The file to write to next. The spiller only. */
  SpillFile target(Path directory, long fileSize) {
    SpillFile last = files.peekLast();
    if (last == null || last.size() >= fileSize) {
      int serial = fileSerial++;
      last = new SpillFile(directory.resolve("log-" + number + "-" + serial));
      files.addLast(last);
    }
    return last;
  }

  private int fileSerial; // the spiller only

  /**
   * Deletes the oldest files beyond {@code most}.
   *
   * @return the chunks that were in them
   */
  List<Chunk> trim(int most) throws IOException {
    List<Chunk> gone = new ArrayList<>();
    while (files.size() > most) {
      SpillFile oldest = files.removeFirst();
      for (Chunk chunk : chunks) {
        if (chunk.file() == oldest) {
          gone.add(chunk);
        }
      }
      oldest.delete();
    }
    return gone;
  }

  void deleteFiles() throws IOException {
    for (SpillFile file : files) {
      file.delete();
    }
    files.clear();
  }
}
