package dev.camber.engine.build;

import dev.camber.model.api.FileWatchSpec;
import dev.camber.model.api.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes under a FileWatch: for each path its newest event. Event numbers come from one
 * counter for the whole session, so they never begin anew; a consumer keeps the number up to which
 * it has seen everything.
 *
 * @param last the newest event's number, 0 if there was none
 * @param byPath absolute path to its newest change, oldest first
 * @param forgotten changes up to this number may be missing because there were too many: a consumer
 *     whose cursor lies before it must assume that anything changed
 * @param watching what is looked at since when no change is missed, or cannot be; empty while
 *     nothing is
 */
public record FileChanges(
    long last, Map<String, Change> byPath, long forgotten, Optional<FileWatchSpec> watching)
    implements Spec {
  /** How many paths are remembered. */
  public static final int MOST_PATHS = 20_000;

  /** Nothing changed yet. */
  public static final FileChanges NONE = new FileChanges(0, Map.of(), 0, Optional.empty());

  /** One changed path: when, and the number of its newest event. */
  public record Change(String path, long number, Instant time) {}

  public FileChanges {
    byPath = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
  }

  /**
   * With a batch of changed paths; the first gets the number {@code first}, the others the
   * following ones.
   */
  public FileChanges plus(List<String> paths, long first, Instant time) {
    LinkedHashMap<String, Change> next = new LinkedHashMap<>(byPath);
    long number = first;
    for (String path : paths) {
      next.remove(path);
      next.put(path, new Change(path, number++, time));
    }
    long lost = forgotten;
    while (next.size() > MOST_PATHS) {
      lost = next.pollFirstEntry().getValue().number();
    }
    return new FileChanges(paths.isEmpty() ? last : number - 1, next, lost, watching);
  }

  /** With what is being looked at now. */
  public FileChanges withWatching(Optional<FileWatchSpec> value) {
    return new FileChanges(last, byPath, forgotten, value);
  }

  /** Whether every change of these files is noticed: a build that begins now misses none. */
  public boolean covers(FileWatchSpec spec) {
    return watching
        .map(
            w -> w.watchedPaths().equals(spec.watchedPaths()) && w.ignores().equals(spec.ignores()))
        .orElse(false);
  }

  /** The changes after a cursor, oldest first. */
  public List<Change> after(long cursor) {
    if (cursor >= last) {
      return List.of();
    }
    List<Change> out = new ArrayList<>();
    for (Change change : byPath.values()) {
      if (change.number() > cursor) {
        out.add(change);
      }
    }
    out.sort(Comparator.comparingLong(Change::number));
    return out;
  }

  /** Whether changes after the cursor are missing. */
  public boolean hasForgotten(long cursor) {
    return cursor < forgotten;
  }
}
