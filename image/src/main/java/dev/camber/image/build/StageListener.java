package dev.camber.image.build;

import dev.camber.model.api.DockerImageStatus;
import java.util.List;

/** Told of the stages of a build whenever they change; each time the whole list. */
@FunctionalInterface
public interface StageListener {
  StageListener NOBODY = stages -> {};

  void stages(List<DockerImageStatus.Stage> stages);
}
