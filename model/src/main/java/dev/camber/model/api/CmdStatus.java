package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.Optional;

/** What the process does; at most one of waiting, running and terminated is set. */
public record CmdStatus(
    Optional<CmdStatus.Waiting> waiting,
    Optional<CmdStatus.Running> running,
    Optional<CmdStatus.Terminated> terminated,
    boolean ready,
    Optional<DisableStatus> disableStatus)
    implements Status {
  /** Not started yet. */
  public record Waiting(String reason) {}

  /** Started. */
  public record Running(
      @Wire(empty = Wire.Empty.WRITE) long pid,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startedAt) {}

  /** Ended. */
  public record Terminated(
      @Wire(empty = Wire.Empty.WRITE) long pid,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startedAt,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> finishedAt,
      @Wire(empty = Wire.Empty.WRITE) int exitCode,
      String reason) {}
}
