package dev.camber.engine.log;

import dev.camber.model.log.LogLevel;
import dev.camber.model.text.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns segments into the lines of a console, batch by batch: prefixes, alerts, the empty line
 * before an update, and progress lines at growing intervals. A line that another one interrupts is
 * ended, and goes on with a prefix of its own. Single-threaded. Source: spec CLI and API, section
 * 12.4.
 */
public final class LogRenderer {
  /** The columns of a resource's name. */
  public static final int NAME_WIDTH = 13;

  private static final Duration FIRST_PROGRESS_WAIT = Duration.ofSeconds(5);

  private static final class SpanLine {
    boolean midLine;
    boolean hidden;
    LogLevel level = LogLevel.NONE;
  }

  private static final class Progress {
    Instant last = Instant.EPOCH;
    Duration wait = FIRST_PROGRESS_WAIT;
  }

  private final boolean prefixes;
  private final boolean alertMarks;
  private final Paint paint;
  private final Map<String, SpanLine> spans = new HashMap<>();
  private final Map<String, Progress> progress = new HashMap<>();
  // The span whose line the console's cursor stands in.
  private @Nullable String open;
  // Whether a line may have left a colour on: what ran wrote one and nobody knows if it ended it.
  private boolean coloured;

  /**
   * @param prefixes whether lines begin with their resource's name
   * @param alertMarks whether warnings and errors begin with WARNING and ERROR
   */
  public LogRenderer(boolean prefixes, boolean alertMarks) {
    this(prefixes, alertMarks, Paint.NONE);
  }

  /**
   * @param paint gives each resource's name a colour of its own, and marks
   */
  public LogRenderer(boolean prefixes, boolean alertMarks, Paint paint) {
    this.prefixes = prefixes;
    this.alertMarks = alertMarks;
    this.paint = paint;
  }

  /** The text that these segments add to the console; they follow those of the call before. */
  public String render(List<LogSegment> segments) {
    StringBuilder out = new StringBuilder();
    boolean[] taken = new boolean[segments.size()];
    for (int i = 0; i < segments.size(); i++) {
      if (!taken[i]) {
        line(segments, i, taken, out);
      }
    }
    return out.toString();
  }

  /** Ends a line that is not complete. */
  public String finish() {
    boolean inLine = open != null;
    open = null;
    return inLine ? "\n" : "";
  }

  private void line(List<LogSegment> segments, int index, boolean[] taken, StringBuilder out) {
    LogSegment first = segments.get(index);
    SpanLine span = spans.computeIfAbsent(first.spanId(), s -> new SpanLine());
    boolean continues = span.midLine && span.level == first.level();
    if (!continues) {
      span.hidden = !isDue(first);
    }
    if (!span.hidden) {
      if (!first.spanId().equals(open) || !continues) {
        out.append(finish());
        out.append(reset());
        String prefix = prefix(first.resource());
        if (!continues && first.field("buildEvent").equals("init")) {
          out.append(prefix).append('\n');
        }
        out.append(prefix).append(continues ? "" : mark(first));
      }
      append(out, first.text());
    }
    LogSegment last = first;
    // The rest of the line may be there already, behind lines of others: it is printed with its
    // beginning.
    for (int i = index + 1; i < segments.size() && !last.isComplete(); i++) {
      LogSegment next = segments.get(i);
      if (!taken[i] && next.spanId().equals(first.spanId())) {
        if (next.level() != first.level()) {
          break;
        }
        taken[i] = true;
        if (!span.hidden) {
          append(out, next.text());
        }
        last = next;
      }
    }
    span.midLine = !last.isComplete();
    span.level = first.level();
    if (!span.hidden) {
      open = span.midLine ? first.spanId() : null;
    }
  }

  private void append(StringBuilder out, String text) {
    coloured |= paint.isOn() && text.indexOf('\u001b') >= 0;
    out.append(text);
  }

  /** What a line did to the colours ends with it. */
  private String reset() {
    boolean needed = coloured;
    coloured = false;
    return needed ? Paint.RESET : "";
  }

  private String mark(LogSegment segment) {
    if (!alertMarks || !segment.anchor()) {
      return "";
    }
    return segment.level() == LogLevel.WARN
        ? paint.yellow("WARNING: ")
        : segment.level() == LogLevel.ERROR ? paint.red("ERROR: ") : "";
  }

  /**
   * Progress lines come at once, then after 5 s, 10 s, 20 s and so on, unless they must be printed.
   */
  private boolean isDue(LogSegment segment) {
    String id = segment.field("progressID");
    if (id.isEmpty()) {
      return true;
    }
    Progress state = progress.get(segment.spanId() + "\n" + id);
    if (state == null) {
      state = new Progress();
      state.last = segment.time();
      progress.put(segment.spanId() + "\n" + id, state);
      return true;
    }
    if (segment.field("progressMustPrint").equals("1")) {
      return true;
    }
    if (segment.time().isBefore(state.last.plus(state.wait))) {
      return false;
    }
    state.last = segment.time();
    state.wait = state.wait.multipliedBy(2);
    return true;
  }

  private String prefix(String resource) {
    return prefixes ? paint.as(resource, prefixOf(resource)) : "";
  }

  /**
   * What stands before a resource's lines: its name in 13 columns and a rule; nothing for the
   * Tiltfile.
   */
  public static String prefixOf(String resource) {
    if (resource.isEmpty() || resource.equals("(Tiltfile)")) {
      return "";
    }
    int length = resource.codePointCount(0, resource.length());
    String name =
        length > NAME_WIDTH
            ? resource.substring(0, resource.offsetByCodePoints(0, NAME_WIDTH - 1)) + "…"
            : " ".repeat(NAME_WIDTH - length) + resource;
    return name + " │ ";
  }
}
