package dev.camber.server.web;

import dev.camber.engine.log.LogJson;
import dev.camber.engine.log.LogLines;
import dev.camber.engine.log.LogRenderer;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import dev.camber.model.text.Paint;
import dev.camber.server.http.Response;
import dev.camber.server.http.Sink;
import dev.camber.server.http.SinkClosed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The log as lines for the command line: those that are there, then, if wanted, those that come.
 * Runs once. Source: spec CLI and API, sections 3.1 and 12.4.
 */
final class LogStream implements Response.Stream {
  private static final int BATCH = 5_000;

  /** The beginning of a line is shown if nothing more comes for this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int LOOK_EVERY = 5;

  private final LogStore log;
  private final LogQuery query;
  private final LogLines lines = new LogLines();
  private final LogRenderer renderer;

  LogStream(LogStore log, LogQuery query) {
    this.log = log;
    this.query = query;
    this.renderer =
        new LogRenderer(
            query.prefixes(), query.marks(), query.colours() ? Paint.COLOURS : Paint.NONE);
  }

  @Override
  public void run(Sink sink) throws SinkClosed, InterruptedException {
    long checkpoint = beginning(sink);
    int quiet = 0;
    while (query.follow()) {
      if (!log.awaitBeyond(checkpoint, PATIENCE)) {
        send(sink, rendered(matching(lines.rest())));
        if (++quiet % LOOK_EVERY == 0 && !sink.isOpen()) {
          return;
        }
        continue;
      }
      LogSlice slice = log.read(checkpoint, query.filter()::shows, BATCH);
      checkpoint = slice.to();
      send(sink, rendered(shown(slice)));
    }
  }

  /** Sends what was written until now. */
  private long beginning(Sink sink) throws SinkClosed, InterruptedException {
    log.flush();
    long end = log.end();
    long checkpoint = 0;
    Deque<String> tail = new ArrayDeque<>();
    while (checkpoint < end && query.tail() != 0) {
      LogSlice slice = log.read(checkpoint, query.filter()::shows, BATCH);
      checkpoint = slice.to();
      deliver(sink, rendered(shown(slice)), tail);
    }
    if (!query.follow()) {
      deliver(sink, rendered(matching(lines.rest())) + renderer.finish(), tail);
    }
    if (!tail.isEmpty()) {
      send(sink, String.join("", tail));
    }
    return Math.max(checkpoint, end);
  }

  private void deliver(Sink sink, String text, Deque<String> tail)
      throws SinkClosed, InterruptedException {
    if (query.tail() < 0) {
      send(sink, text);
      return;
    }
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int next = newline < 0 ? text.length() : newline + 1;
      tail.addLast(text.substring(at, next));
      if (tail.size() > query.tail()) {
        tail.removeFirst();
      }
      at = next;
    }
  }

  private static void send(Sink sink, String text) throws SinkClosed, InterruptedException {
    if (!text.isEmpty()) {
      sink.send(text);
    }
  }

  private List<LogSegment> shown(LogSlice slice) {
    return matching(lines.add(slice.segments().stream().filter(query.filter()::shows).toList()));
  }

  private List<LogSegment> matching(List<LogSegment> segments) {
    if (query.grep().isEmpty()) {
      return segments;
    }
    List<LogSegment> out = new ArrayList<>();
    for (LogSegment segment : segments) {
      try {
        if (query.matches(segment.text())) {
          out.add(segment);
        }
      } catch (LogQuery.TooPatient e) {
        // It would take for ever to find out: as in an editor, such a line does not match.
      }
    }
    return out;
  }

  private String rendered(List<LogSegment> segments) {
    if (!query.json()) {
      return renderer.render(segments);
    }
    StringBuilder out = new StringBuilder();
    for (LogSegment segment : segments) {
      for (JsonObject line : LogJson.lines(segment)) {
        out.append(JsonWriter.compactHtmlSafe(line)).append('\n');
      }
    }
    return out.toString();
  }
}
