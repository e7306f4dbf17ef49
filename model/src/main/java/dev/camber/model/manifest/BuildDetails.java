package dev.camber.model.manifest;

import dev.camber.model.api.CmdImageSpec;
import dev.camber.model.api.DockerImageSpec;
import java.util.List;

/** How an image comes to be. */
public sealed interface BuildDetails {

  /** From a Dockerfile. */
  record DockerBuild(DockerImageSpec spec) implements BuildDetails {}

  /**
   * By a command; {@code deps} are the files it reads, absolute; {@code depsGiven} says whether the
   * Tiltfile gave a list of them, if only an empty one.
   */
  record CustomBuild(CmdImageSpec spec, List<String> deps, boolean depsGiven)
      implements BuildDetails {
    public CustomBuild {
      deps = List.copyOf(deps);
    }
  }

  /** By Compose itself. */
  record ComposeBuild(String service, String context) implements BuildDetails {}
}
