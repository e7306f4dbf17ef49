package dev.camber.engine.log;

import dev.camber.model.log.LogLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines a stream shows. Source: spec CLI and API, section 3.1.
 *
 * @param resources their names; none means all
 * @param level exactly this level, not a threshold
 * @param since the earliest time
 */
public record LogFilter(
    Set<String> resources, Source source, Optional<LogLevel> level, Optional<Instant> since) {
  /** Everything. */
  public static final LogFilter ALL =
      new LogFilter(Set.of(), Source.ALL, Optional.empty(), Optional.empty());

  public LogFilter {
    resources = Set.copyOf(resources);
  }

  /** Where lines come from. */
  public enum Source {
    ALL,
    /** Spans of updates and image builds. */
    BUILD,
    /** All others. */
    RUNTIME
  }

  /** Whether a line is of an update or of what runs. */
  public static Source sourceOf(String spanId) {
    return spanId.startsWith("build:") || spanId.startsWith("cmdimage:")
        ? Source.BUILD
        : Source.RUNTIME;
  }

  /** Whether a resource is shown. */
  public boolean shows(String resource) {
    return resources.isEmpty() || resources.contains(resource);
  }

  /**
   * Whether a line is shown; the head of an update passes whatever source and level are asked for.
   */
  public boolean shows(LogSegment segment) {
    if (!shows(segment.resource()) || (since.isPresent() && segment.time().isBefore(since.get()))) {
      return false;
    }
    if (!segment.field("buildEvent").isEmpty()) {
      return true;
    }
    return (source == Source.ALL || source == sourceOf(segment.spanId()))
        && (level.isEmpty() || level.get() == segment.level());
  }
}
