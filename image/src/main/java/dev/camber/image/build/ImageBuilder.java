package dev.camber.image.build;

import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.log.Logger;

/** Builds images and gives them their names. Thread-safe; several builds may run at once. */
public interface ImageBuilder {
  /**
   * Builds, tags, and returns what it made. Its lines stand between a step's headline and the blank
   * line after it, as the reference prints them.
   *
   * @throws UserError if the build fails by what it was told to do
   * @throws EnvironmentError if engine, disk or network fail
   */
  BuiltImage build(ImageBuild build, Logger logger, StageListener stages)
      throws UserError, EnvironmentError, InterruptedException;
}
