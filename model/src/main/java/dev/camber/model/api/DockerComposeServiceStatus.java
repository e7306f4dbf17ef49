package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import java.util.List;
import java.util.Optional;

/** Its container. */
public record DockerComposeServiceStatus(
    String containerID,
    String containerName,
    Optional<DockerComposeServiceStatus.ContainerState> containerState,
    List<DockerComposeServiceStatus.PortBinding> portBindings,
    String applyError,
    Optional<MicroTime> lastApplyStartTime,
    Optional<MicroTime> lastApplyFinishTime,
    Optional<DisableStatus> disableStatus)
    implements Status {
  public DockerComposeServiceStatus {
    portBindings = List.copyOf(portBindings);
  }

  /** As Docker tells it. */
  public record ContainerState(
      String status,
      boolean running,
      String error,
      int exitCode,
      Optional<MicroTime> startedAt,
      Optional<MicroTime> finishedAt,
      String healthStatus) {}

  /** One published port. */
  public record PortBinding(int containerPort, int hostPort, String hostIP) {}
}
