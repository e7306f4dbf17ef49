package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.Optional;

/** Where an image build stands. */
public record ImageBuildState(
    Optional<ImageBuildState.Waiting> waiting,
    Optional<ImageBuildState.Building> building,
    Optional<ImageBuildState.Completed> completed) {
  /** Not begun. */
  public record Waiting(String reason) {}

  /** Under way. */
  public record Building(
      String reason, @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startedAt) {}

  /** Ended, well or not. */
  public record Completed(
      String reason,
      String error,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startedAt,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> finishedAt) {}
}
