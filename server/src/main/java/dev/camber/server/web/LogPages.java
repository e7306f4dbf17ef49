package dev.camber.server.web;

import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Earlier parts of the log, for a page that scrolls up. Stateless. */
final class LogPages {
  private static final int FIRST_STEP = 1_000;

  private LogPages() {}

  /**
   * The last segments of some resources before a checkpoint.
   *
   * @param limit how many at most
   * @return the slice; it begins at 0 if there is nothing before it
   */
  static LogSlice before(LogStore log, Predicate<String> resources, long before, int limit) {
    long end = Math.min(before, log.end());
    for (long step = Math.max(FIRST_STEP, limit); ; step *= 4) {
      long from = Math.max(0, end - step);
      List<LogSegment> found = between(log, resources, from, end);
      if (found.size() >= limit || from == 0) {
        boolean all = found.size() <= limit && from == 0;
        List<LogSegment> last = found.subList(Math.max(0, found.size() - limit), found.size());
        long first = all || last.isEmpty() ? 0 : last.getFirst().sequence();
        return new LogSlice(last, first, end);
      }
    }
  }

  private static List<LogSegment> between(
      LogStore log, Predicate<String> resources, long from, long end) {
    List<LogSegment> out = new ArrayList<>();
    long checkpoint = from;
    while (checkpoint < end) {
      LogSlice slice = log.read(checkpoint, resources, 10_000);
      for (LogSegment segment : slice.segments()) {
        if (segment.sequence() >= end) {
          return out;
        }
        out.add(segment);
      }
      checkpoint = slice.to();
    }
    return out;
  }
}
