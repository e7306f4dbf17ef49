package dev.camber.image.trace;

import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints BuildKit's progress as lines people read: one when a step begins, one when it ends after
 * having taken a while, and what it prints between. Source: spec engine section 2.5 and CLI and API
 * section 12.5. Not thread-safe.
 */
public final class BuildPrinter {
  private static final String INTERNAL = "[internal]";
  private static final String LOAD_CONTEXT = "[internal] load build context";
  private static final String READ_SOURCES = "[background] read source files";
  private static final Duration WORTH_TELLING = Duration.ofMillis(10);
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

  private final Logger logger;
  private final InstantSource clock;
  private final Map<String, Step> steps = new LinkedHashMap<>();

  public BuildPrinter(Logger logger, InstantSource clock) {
    this.logger = logger;
    this.clock = clock;
  }

  private static final class Step {
    private BuildTrace.Vertex vertex;
    private final Map<String, BuildTrace.Progress> parts = new HashMap<>();
    private final List<String> pending = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private Instant lastProgress = Instant.MIN;
    private boolean begun;
    private boolean ended;
    private boolean failed;

    Step(BuildTrace.Vertex vertex) {
      this.vertex = vertex;
    }

    String name() {
      return vertex.name().equals(LOAD_CONTEXT) ? READ_SOURCES : vertex.name();
    }

    boolean isHidden() {
      return vertex.name().startsWith(INTERNAL) && !vertex.name().equals(LOAD_CONTEXT);
    }

    /** Amounts of all parts together; empty if there are none. */
    String amount() {
      long current = 0;
      long total = 0;
      for (BuildTrace.Progress part : parts.values()) {
        current += part.current();
        total += part.total();
      }
      if (total > 0) {
        return " " + ByteAmount.of(current) + " / " + ByteAmount.of(total);
      }
      return current > 0 ? " " + ByteAmount.of(current) : "";
    }
  }

  /** Prints what is new in a message. */
  public void print(BuildTrace trace) {
    for (BuildTrace.Vertex vertex : trace.vertexes()) {
      Step step = steps.computeIfAbsent(vertex.digest(), d -> new Step(vertex));
      step.vertex = vertex;
    }
    for (BuildTrace.Progress part : trace.progress()) {
      Step step = steps.get(part.vertex());
      if (step != null) {
        step.parts.put(part.id(), part);
      }
    }
    for (BuildTrace.Output output : trace.outputs()) {
      Step step = steps.get(output.vertex());
      if (step != null) {
        addOutput(step, output.text());
      }
    }
    for (Map.Entry<String, Step> entry : steps.entrySet()) {
      print(entry.getKey(), entry.getValue());
    }
  }

  /** Prints last lines that had no line end. */
  public void finish() {
    for (Step step : steps.values()) {
      if (!step.line.isEmpty()) {
        step.pending.add(step.line.toString());
        step.line.setLength(0);
      }
      printOutput(step);
    }
  }

  private static void addOutput(Step step, String text) {
    step.line.append(text);
    int end = step.line.indexOf("\n");
    while (end >= 0) {
      String line = step.line.substring(0, end);
      step.pending.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      step.line.delete(0, end + 1);
      end = step.line.indexOf("\n");
    }
  }

  private void print(String digest, Step step) {
    BuildTrace.Vertex vertex = step.vertex;
    if (!vertex.error().isEmpty()) {
      if (!step.failed) {
        step.failed = true;
        begin(digest, step);
        finishOutput(step);
        logger.info("\nERROR IN: " + step.name());
      }
      return;
    }
    if (step.isHidden()) {
      return;
    }
    if (vertex.started().isPresent() && !step.begun) {
      begin(digest, step);
    }
    printOutput(step);
    if (step.begun && !step.ended && vertex.completed().isEmpty() && !step.parts.isEmpty()) {
      Instant now = clock.instant();
      if (!now.isBefore(step.lastProgress.plus(PROGRESS_INTERVAL))) {
        step.lastProgress = now;
        line(digest, step.name() + step.amount(), false);
      }
    }
    if (vertex.completed().isPresent() && step.begun && !step.ended) {
      step.ended = true;
      finishOutput(step);
      Duration took =
          Duration.between(
              vertex.started().orElse(vertex.completed().get()), vertex.completed().get());
      if (!vertex.cached() && took.compareTo(WORTH_TELLING) >= 0) {
        line(digest, step.name() + step.amount() + " [done: " + duration(took) + "]", true);
      }
    }
  }

  private void begin(String digest, Step step) {
    if (step.begun || step.isHidden()) {
      return;
    }
    step.begun = true;
    step.lastProgress = clock.instant();
    line(digest, step.name() + (step.vertex.cached() ? " [cached]" : ""), step.vertex.cached());
  }

  private void finishOutput(Step step) {
    if (!step.line.isEmpty()) {
      step.pending.add(step.line.toString());
      step.line.setLength(0);
    }
    printOutput(step);
  }

  private void printOutput(Step step) {
    for (String text : step.pending) {
      if (!text.isBlank()) {
        logger.info("  → " + text.stripTrailing());
      }
    }
    step.pending.clear();
  }

  private void line(String digest, String text, boolean last) {
    Map<String, String> fields =
        last
            ? Map.of("progressID", digest, "progressMustPrint", "1")
            : Map.of("progressID", digest);
    logger.write(LogLevel.INFO, text + "\n", fields);
  }

  /** {@code 15ms}, {@code 1.2s}, {@code 1m3.5s}: rounded to milliseconds. */
  static String duration(Duration duration) {
    long millis = Math.round(duration.toNanos() / 1e6);
    if (millis < 1000) {
      return millis + "ms";
    }
    long minutes = millis / 60_000;
    String seconds =
        java.math.BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    if (minutes == 0) {
      return seconds;
    }
    return minutes < 60
        ? minutes + "m" + seconds
        : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
  }
}
