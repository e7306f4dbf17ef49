package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** How far the session is. */
public record SessionStatus(
    @Wire(empty = Wire.Empty.WRITE) long pid,
    @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startTime,
    @Wire(empty = Wire.Empty.NULL) List<SessionStatus.Target> targets,
    @Wire(empty = Wire.Empty.WRITE) boolean done,
    String error)
    implements Status {
  public SessionStatus {
    targets = List.copyOf(targets);
  }

  /** One thing the session waits for; type is job or server. */
  public record Target(
      @Wire(empty = Wire.Empty.WRITE) String name,
      @Wire(empty = Wire.Empty.WRITE) String type,
      @Wire(empty = Wire.Empty.WRITE) List<String> resources,
      SessionStatus.State state) {
    public Target {
      resources = List.copyOf(resources);
    }
  }

  /** At most one is set. */
  public record State(
      Optional<SessionStatus.Waiting> waiting,
      Optional<SessionStatus.Active> active,
      Optional<SessionStatus.Terminated> terminated,
      Optional<SessionStatus.Disabled> disabled) {}

  /** Not begun. */
  public record Waiting(@Wire(empty = Wire.Empty.WRITE) String waitReason) {}

  /** Under way. */
  public record Active(
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startTime,
      @Wire(empty = Wire.Empty.WRITE) boolean ready,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastReadyTime) {}

  /** Ended. */
  public record Terminated(
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startTime,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> finishTime,
      String error,
      String graceStatus) {}

  /** Turned off. */
  public record Disabled() {}
}
