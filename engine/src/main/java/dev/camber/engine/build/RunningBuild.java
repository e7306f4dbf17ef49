package dev.camber.engine.build;

import java.time.Instant;
import java.util.List;

/**
 * An update under way.
 *
 * @param edits changed files that led to it, absolute
 */
public record RunningBuild(BuildReason reason, Instant start, String spanId, List<String> edits) {
  public RunningBuild {
    edits = List.copyOf(edits);
  }
}
