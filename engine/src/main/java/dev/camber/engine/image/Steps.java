package dev.camber.engine.image;

import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The steps of a build as people read them: headlines, an empty line after each, the times at the
 * end. For one thread. Source: spec engine, section 1.16.
 */
public final class Steps {
  private static final String INDENT = "     ";

  private final Logger log;
  private final InstantSource clock;
  private final int total;
  private final List<Done> done = new ArrayList<>();

  private record Done(String name, Duration took) {}

  public Steps(Logger log, InstantSource clock, int total) {
    this.log = log;
    this.clock = clock;
    this.total = total;
  }

  /** The work of one step. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E, InterruptedException;
  }

  /** Runs a step under its headline. */
  public <T, E extends Exception> T step(String name, Work<T, E> work)
      throws E, InterruptedException {
    log.info("STEP " + (done.size() + 1) + "/" + total + " — " + name);
    Instant start = clock.instant();
    try {
      T result = work.run();
      done.add(new Done(name, Duration.between(start, clock.instant())));
      return result;
    } finally {
      log.write(LogLevel.INFO, "\n");
    }
  }

  /** Says how long each step took; called after the last one succeeded. */
  public void finish() {
    Duration all = Duration.ZERO;
    for (int i = 0; i < done.size(); i++) {
      Done step = done.get(i);
      all = all.plus(step.took());
      log.info(
          INDENT + "Step " + (i + 1) + " - " + seconds(step.took()) + " (" + step.name() + ")");
    }
    log.info(INDENT + "DONE IN: " + seconds(all) + " ");
    log.write(LogLevel.INFO, "\n");
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.2fs", took.toNanos() / 1e9);
  }
}
