package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** Where the evaluation stands; one of the three is set. */
public record TiltfileStatus(
    Optional<TiltfileStatus.Waiting> waiting,
    Optional<TiltfileStatus.Running> running,
    Optional<TiltfileStatus.Terminated> terminated)
    implements Status {
  /** Not evaluated yet. */
  public record Waiting(String reason) {}

  /** Being evaluated. */
  public record Running(
      List<String> reasons, @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startedAt) {
    public Running {
      reasons = List.copyOf(reasons);
    }
  }

  /** Evaluated. */
  public record Terminated(
      List<String> reasons,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startedAt,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> finishedAt,
      String error,
      int warningCount) {
    public Terminated {
      reasons = List.copyOf(reasons);
    }
  }
}
