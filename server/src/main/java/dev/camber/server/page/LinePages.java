package dev.camber.server.page;

import dev.camber.engine.log.LogExtent;
import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the log a screen at a time, in both directions, from any place. A request that has to look
 * through many lines for a few ends when its time is over and says how far it came. Stateless.
 */
final class LinePages {
  private static final int BATCH = 4_000;
  private static final long FIRST_STEP = 1_000;
  private static final long LARGEST_STEP = 1 << 17;

  private final LogStore log;
  private final LineReader reader;

  LinePages(LogStore log) {
    this.log = log;
    this.reader = new LineReader(log);
  }

  /**
   * Lines between two places.
   *
   * @param from no line that fits lies between here and the first one
   * @param to nor between the last one and here
   */
  record Page(List<Line> lines, long from, long to) {}

  /**
   * The first lines at or after a place.
   *
   * @param updates whether to tell new texts of lines before it, too
   */
  Page after(LineQuery query, long place, int limit, boolean updates, Deadline deadline) {
    List<Line> out = new ArrayList<>();
    long start = Math.max(place, query.cleared());
    long checkpoint = start;
    long end = log.end();
    while (checkpoint < end && out.size() < limit && !deadline.isOver()) {
      LogSlice slice =
          log.read(checkpoint, query.resource(), query.isEverything() ? limit + 1 : BATCH);
      out.addAll(reader.lines(slice, query, updates));
      checkpoint = slice.to();
    }
    if (out.size() <= limit) {
      return new Page(out, start, Math.max(start, checkpoint));
    }
    return new Page(List.copyOf(out.subList(0, limit)), start, out.get(limit).place());
  }

  /** The last lines before a place. */
  Page before(LineQuery query, long place, int limit, Deadline deadline) {
    List<Line> out = new ArrayList<>();
    long begin = Math.max(query.cleared(), log.extent(query.resource()).begin());
    long end = Math.min(place, log.end());
    long checkpoint = end;
    long step = Math.max(FIRST_STEP, limit);
    while (checkpoint > begin && out.size() < limit && !deadline.isOver()) {
      long from = Math.max(begin, checkpoint - step);
      out.addAll(0, reader.lines(between(query.resource(), from, checkpoint), query, false));
      checkpoint = from;
      step = Math.min(step * 4, LARGEST_STEP);
    }
    out.sort(Comparator.comparingLong(Line::place)); // context may come from far before
    if (out.size() <= limit) {
      return new Page(out, Math.min(checkpoint, end), end);
    }
    List<Line> last = List.copyOf(out.subList(out.size() - limit, out.size()));
    long from =
        last.stream()
            .filter(line -> line.kind() != Line.Kind.CONTEXT)
            .findFirst()
            .map(Line::place)
            .orElse(end);
    return new Page(last, from, end);
  }

  /** Lines on both sides of a place. */
  Page around(LineQuery query, long place, int limit, Deadline deadline) {
    Page behind = after(query, place, limit / 2, false, deadline);
    Page ahead = before(query, place, limit - limit / 2, deadline);
    List<Line> out = new ArrayList<>(ahead.lines());
    out.addAll(behind.lines());
    return new Page(out, ahead.from(), Math.max(behind.to(), ahead.to()));
  }

  /**
   * The next line that fits and that a test likes.
   *
   * @param line empty if there is none up to {@code looked}
   * @param looked where to go on looking
   * @param isEnd whether there is nothing more to look through
   */
  record Found(Optional<Line> line, long looked, boolean isEnd) {}

  Found next(LineQuery query, Predicate<Line> test, long place, Deadline deadline) {
    long checkpoint = Math.max(place, query.cleared());
    while (!deadline.isOver()) {
      if (checkpoint >= log.end()) {
        return new Found(Optional.empty(), checkpoint, true);
      }
      LogSlice slice = log.read(checkpoint, query.resource(), BATCH);
      Optional<Line> found =
          reader.lines(slice, query, false).stream()
              .filter(line -> line.kind() != Line.Kind.CONTEXT && test.test(line))
              .findFirst();
      if (found.isPresent()) {
        return new Found(found, found.get().place(), false);
      }
      checkpoint = slice.to();
    }
    return new Found(Optional.empty(), checkpoint, false);
  }

  Found previous(LineQuery query, Predicate<Line> test, long place, Deadline deadline) {
    long begin = Math.max(query.cleared(), log.extent(query.resource()).begin());
    long checkpoint = Math.min(place, log.end());
    long step = FIRST_STEP;
    while (!deadline.isOver()) {
      if (checkpoint <= begin) {
        return new Found(Optional.empty(), checkpoint, true);
      }
      long from = Math.max(begin, checkpoint - step);
      Optional<Line> found =
          reader.lines(between(query.resource(), from, checkpoint), query, false).stream()
              .filter(line -> line.kind() != Line.Kind.CONTEXT && test.test(line))
              .reduce((first, second) -> second);
      if (found.isPresent()) {
        return new Found(found, found.get().place(), false);
      }
      checkpoint = from;
      step = Math.min(step * 4, LARGEST_STEP);
    }
    return new Found(Optional.empty(), checkpoint, false);
  }

  LogExtent extent(LineQuery query) {
    return log.extent(query.resource());
  }

  /** The first line of the update that a place is in. */
  Optional<Line> head(LineQuery query, long place) {
    return log.headOfUpdate(query.resource(), place)
        .filter(s -> s.sequence() >= query.cleared())
        .map(s -> Line.of(s, s.sequence(), s.text().stripTrailing(), Line.Kind.LINE));
  }

  private LogSlice between(Predicate<String> resources, long from, long to) {
    LogSlice slice = log.read(from, resources, (int) (to - from));
    return new LogSlice(
        slice.segments().stream().filter(s -> s.sequence() < to).toList(), from, to);
  }
}
