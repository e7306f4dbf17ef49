package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** What was brought where. */
public record LiveUpdateStatus(
    List<LiveUpdateStatus.Container> containers, Optional<LiveUpdateStatus.Failed> failed)
    implements Status {
  public LiveUpdateStatus {
    containers = List.copyOf(containers);
  }

  /** One container. */
  public record Container(
      @Wire(empty = Wire.Empty.WRITE) String containerName,
      String containerID,
      @Wire(empty = Wire.Empty.WRITE) String podName,
      @Wire(empty = Wire.Empty.WRITE) String namespace,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastFileTimeSynced,
      String lastExecError,
      Optional<LiveUpdateStatus.Waiting> waiting) {}

  /** Why not yet. */
  public record Waiting(@Wire(empty = Wire.Empty.WRITE) String reason, String message) {}

  /** Why not. */
  public record Failed(
      @Wire(empty = Wire.Empty.WRITE) String reason,
      String message,
      @Wire(empty = Wire.Empty.NULL) Optional<MicroTime> lastTransitionTime) {}
}
