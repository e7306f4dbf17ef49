package dev.camber.engine.build;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An update that ended.
 *
 * @param edits changed files that led to it, absolute
 * @param error the message of what went wrong
 * @param warnings texts with their line ends
 */
public record BuildRecord(
    BuildSource source,
    BuildReason reason,
    Instant start,
    Instant finish,
    String spanId,
    List<String> edits,
    Optional<String> error,
    List<String> warnings) {
  public BuildRecord {
    edits = List.copyOf(edits);
    warnings = List.copyOf(warnings);
  }
}
