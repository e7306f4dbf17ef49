package dev.camber.model.api;

import java.util.List;

/** How following goes, per container. */
public record PodLogStreamStatus(
    List<PodLogStreamStatus.ContainerLogStatus> containerStatuses, String error) implements Status {
  public PodLogStreamStatus {
    containerStatuses = List.copyOf(containerStatuses);
  }

  /** One container. */
  public record ContainerLogStatus(String name, boolean active, boolean terminated, String error) {}
}
