package dev.camber.image.engine;

import dev.camber.image.ImageBuildException;
import dev.camber.model.EnvironmentError;
import java.util.List;
import java.util.Map;

/** The builders of an engine. */
public interface DockerBuilds {
  /**
   * Builds an image.
   *
   * @return its id, {@code sha256:…}
   * @throws ImageBuildException if the build itself failed
   * @throws EnvironmentError if the engine failed
   */
  String build(EngineBuild build, BuildListener listener)
      throws ImageBuildException, EnvironmentError, InterruptedException;

  /** Removes unused build cache with all of the filters. */
  Pruned pruneCache(Map<String, List<String>> filters)
      throws EnvironmentError, InterruptedException;
}
