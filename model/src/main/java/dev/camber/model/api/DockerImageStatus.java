package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** The build of a Dockerfile and its stages. */
public record DockerImageStatus(
    String ref,
    Optional<ImageBuildState.Waiting> waiting,
    Optional<ImageBuildState.Building> building,
    Optional<ImageBuildState.Completed> completed,
    List<DockerImageStatus.Stage> stageStatuses)
    implements Status {
  public DockerImageStatus {
    stageStatuses = List.copyOf(stageStatuses);
  }

  /** One step of the Dockerfile. */
  public record Stage(
      @Wire(empty = Wire.Empty.WRITE) String name,
      boolean cached,
      String error,
      Optional<MicroTime> startedAt,
      Optional<MicroTime> finishedAt) {}
}
