package dev.camber.image.build;

import dev.camber.image.engine.ProgressLine;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Prints the progress of pushes and pulls: for each layer the first line, the last, and between
 * them one every two seconds. Not thread-safe.
 */
final class ProgressPrinter implements ProgressLine.Listener {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Logger logger;
  private final InstantSource clock;
  private final Map<String, Instant> printed = new HashMap<>();

  ProgressPrinter(Logger logger, InstantSource clock) {
    this.logger = logger;
    this.clock = clock;
  }

  @Override
  public void line(ProgressLine line) {
    if (line.id().isEmpty() || !line.counted()) {
      return;
    }
    boolean waiting =
        line.current() == 0
            && (line.status().equals("Waiting") || line.status().equals("Preparing"));
    boolean whole = line.current() == line.total();
    Instant now = clock.instant();
    Instant last = printed.getOrDefault(line.id(), Instant.MIN);
    if (waiting || !(whole || last.equals(Instant.MIN) || now.isAfter(last.plus(INTERVAL)))) {
      return;
    }
    printed.put(line.id(), now);
    Map<String, String> fields =
        whole
            ? Map.of("progressID", line.id(), "progressMustPrint", "1")
            : Map.of("progressID", line.id());
    logger.write(LogLevel.INFO, line.id() + ": " + line.status() + " " + line.bar() + "\n", fields);
  }
}
