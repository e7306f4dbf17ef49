package dev.camber.image.build;

import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.log.Logger;
import dev.camber.model.manifest.BuildDetails;

/** Builds an image the way its details say. */
public final class ImageBuilds implements ImageBuilder {
  private final ImageBuilder docker;
  private final ImageBuilder custom;

  public ImageBuilds(ImageBuilder docker, ImageBuilder custom) {
    this.docker = docker;
    this.custom = custom;
  }

  @Override
  public BuiltImage build(ImageBuild build, Logger logger, StageListener stages)
      throws UserError, EnvironmentError, InterruptedException {
    return switch (build.details()) {
      case BuildDetails.DockerBuild ignored -> docker.build(build, logger, stages);
      case BuildDetails.CustomBuild ignored -> custom.build(build, logger, stages);
      case BuildDetails.ComposeBuild(String service, String context) ->
          throw new IllegalArgumentException("Compose itself builds the service " + service);
    };
  }
}
