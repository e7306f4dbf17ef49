package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** The pods found. */
public record KubernetesDiscoveryStatus(
    @Wire(empty = Wire.Empty.WRITE) Optional<MicroTime> monitorStartTime,
    @Wire(empty = Wire.Empty.NULL) List<Pod> pods,
    Optional<KubernetesDiscoveryStatus.Waiting> waiting,
    Optional<KubernetesDiscoveryStatus.Running> running)
    implements Status {
  public KubernetesDiscoveryStatus {
    pods = List.copyOf(pods);
  }

  /** Not watching, and why. */
  public record Waiting(@Wire(empty = Wire.Empty.WRITE) String reason) {}

  /** Watching. */
  public record Running(@Wire(empty = Wire.Empty.NULL) Optional<MicroTime> startTime) {}
}
