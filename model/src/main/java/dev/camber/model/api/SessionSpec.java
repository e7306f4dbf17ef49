package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.Optional;

/** What this session runs, and when it ends; durations as Go writes them. */
public record SessionSpec(
    @Wire(empty = Wire.Empty.WRITE) String tiltfilePath,
    @Wire(empty = Wire.Empty.WRITE) String exitCondition,
    Optional<SessionSpec.CI> ci)
    implements Spec {
  /** Time limits of a CI run. */
  public record CI(String k8sGracePeriod, String timeout, String readinessTimeout) {}
}
