package dev.camber.engine.build;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a target is. Both cursors are event numbers of {@link FileChanges}.
 *
 * @param attempted events up to here were there when a build of it began, whatever became of that
 *     build: they start no further build by themselves
 * @param built events up to here are in what it was last built to: later ones are what the next
 *     build must take in
 * @param result of the last successful build
 * @param dependencyChanged when something it is built from was built anew by another resource
 */
public record TargetState(
    long attempted,
    long built,
    Optional<TargetResult> result,
    Optional<Instant> dependencyChanged) {
  /** Never built, with nothing before {@code cursor} counting as a change. */
  public static TargetState fresh(long cursor) {
    return new TargetState(cursor, cursor, Optional.empty(), Optional.empty());
  }
}
