package dev.camber.server.page;

import dev.camber.engine.log.LogExtent;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.log.ProgressLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes lines of segments: puts pieces together and shows the newest text of a line that is written
 * again and again. A line belongs to the place where it begins. Stateless.
 */
final class LineReader {
  private static final int MOST_REST = 2_000;
  private static final int LOOK_BACK = 300; // as much as a piece of the log may be out of count

  private final LogStore log;

  LineReader(LogStore log) {
    this.log = log;
  }

  /** The lines that begin in a slice, those that fit, each with its context. */
  List<Line> lines(LogSlice slice, LineQuery query, boolean updates) {
    List<Line> all = whole(slice, query.resource(), updates);
    if (!query.isSearch()) {
      return all.stream().filter(query::shows).toList();
    }
    List<Line> out = new ArrayList<>();
    Map<String, Deque<Line>> before = new HashMap<>(); // by resource
    Map<String, Line> heads = new HashMap<>(); // by resource
    Set<String> seen = new HashSet<>(); // what stands before the slice is no context any more
    for (Line line : all) {
      String resource = line.resource();
      if (!query.shows(line)) {
        if (line.place() >= query.cleared()) {
          remember(before.computeIfAbsent(resource, name -> new ArrayDeque<>()), line, query);
        }
      } else if (line.event().equals("init")) {
        // The first line of an update is shown only if something below it is.
        heads.put(resource, line);
        seen.add(resource);
        before.remove(resource);
      } else {
        Line head = heads.remove(resource);
        if (head != null) {
          out.add(head);
        }
        List<Line> context = new ArrayList<>();
        if (query.context() > 0 && seen.add(resource)) {
          context.addAll(earlier(resource, slice.from(), query));
        }
        context.addAll(before.getOrDefault(resource, new ArrayDeque<>()));
        before.remove(resource);
        context.stream()
            .skip(Math.max(0, context.size() - query.context()))
            .forEach(one -> out.add(one.as(Line.Kind.CONTEXT)));
        out.add(line);
      }
    }
    out.sort((a, b) -> Long.compare(a.place(), b.place()));
    return out;
  }

  /** The last lines of a resource before a place, back to one that fits by itself. */
  private List<Line> earlier(String resource, long place, LineQuery query) {
    Predicate<String> only = resource::equals;
    LogExtent extent = log.extent(only);
    long index = extent.countBefore(place);
    if (index == 0) {
      return List.of();
    }
    long from = extent.checkpointAt(Math.max(0, index - LOOK_BACK));
    List<LogSegment> segments =
        log.read(from, only, 2 * LOOK_BACK).segments().stream()
            .filter(s -> s.sequence() < place)
            .toList();
    List<Line> lines = whole(new LogSlice(segments, from, place), only, false);
    int begin = lines.size();
    while (begin > 0
        && lines.size() - begin < query.context()
        && lines.get(begin - 1).place() >= query.cleared()
        && !query.shows(lines.get(begin - 1))) {
      begin--;
    }
    return lines.subList(begin, lines.size());
  }

  private static void remember(Deque<Line> context, Line line, LineQuery query) {
    context.addLast(line);
    if (context.size() > query.context()) {
      context.removeFirst();
    }
  }

  private List<Line> whole(LogSlice slice, Predicate<String> resources, boolean updates) {
    List<Line> out = new ArrayList<>(slice.segments().size());
    Map<String, Integer> open = new LinkedHashMap<>(); // span: index of its unfinished line
    for (LogSegment segment : slice.segments()) {
      if (segment.continues()) {
        goOn(out, open, segment);
        continue;
      }
      Optional<Line> line = begin(segment, resources, updates);
      if (line.isPresent()) {
        out.add(line.get());
        if (!segment.isComplete()) {
          open.put(segment.spanId(), out.size() - 1);
        }
      }
    }
    finish(out, open, slice.to());
    for (int index : open.values()) {
      out.set(index, out.get(index).as(Line.Kind.OPEN));
    }
    return out;
  }

  private static void goOn(List<Line> out, Map<String, Integer> open, LogSegment segment) {
    Integer index = open.get(segment.spanId());
    if (index == null) {
      return; // it belongs to a line that begins elsewhere
    }
    Line begun = out.get(index);
    out.set(
        index,
        new Line(
            begun.place(),
            begun.time(),
            begun.level(),
            begun.spanId(),
            begun.resource(),
            begun.text() + text(segment),
            begun.anchor(),
            begun.event(),
            begun.kind()));
    if (segment.isComplete()) {
      open.remove(segment.spanId());
    }
  }

  /** The rest of lines that end behind the slice. */
  private void finish(List<Line> out, Map<String, Integer> open, long from) {
    long checkpoint = from;
    int left = MOST_REST;
    while (!open.isEmpty() && left > 0 && checkpoint < log.end()) {
      List<String> names = open.values().stream().map(i -> out.get(i).resource()).toList();
      LogSlice more = log.read(checkpoint, names::contains, Math.min(left, 500));
      for (LogSegment segment : more.segments()) {
        if (segment.continues()) {
          goOn(out, open, segment);
        }
      }
      left -= Math.max(1, more.segments().size());
      checkpoint = more.to();
    }
  }

  private Optional<Line> begin(LogSegment segment, Predicate<String> resources, boolean updates) {
    String id = segment.field("progressID");
    if (id.isEmpty()) {
      return Optional.of(Line.of(segment, segment.sequence(), text(segment), Line.Kind.LINE));
    }
    ProgressLine progress =
        log.progress(segment.spanId(), id)
            .orElse(new ProgressLine(segment.sequence(), segment.sequence()));
    if (progress.first() == segment.sequence()) {
      LogSegment newest =
          progress.last() == segment.sequence()
              ? segment
              : log.segment(resources, progress.last()).orElse(segment);
      return Optional.of(Line.of(newest, segment.sequence(), text(newest), Line.Kind.LINE));
    }
    return updates && progress.last() == segment.sequence()
        ? Optional.of(Line.of(segment, progress.first(), text(segment), Line.Kind.UPDATE))
        : Optional.empty();
  }

  private static String text(LogSegment segment) {
    String text = segment.text();
    return segment.isComplete() ? text.substring(0, text.length() - 1) : text;
  }
}
