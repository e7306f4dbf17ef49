package dev.camber.image.build;

import dev.camber.host.env.Environment;
import dev.camber.image.engine.EngineVersion;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;

/** Which builder an engine is asked to use, and whether it is new enough. Spec engine, 2.4. */
public final class BuilderChoice {
  private static final String OLDEST_API = "1.23";
  private static final String BUILDKIT_API = "1.39";

  private BuilderChoice() {}

  /**
   * @throws UserError if {@code DOCKER_BUILDKIT} is neither true nor false
   */
  public static boolean useBuildKit(EngineVersion version, Environment environment)
      throws UserError {
    return version.apiAtLeast(BUILDKIT_API) && isWanted(environment);
  }

  private static boolean isWanted(Environment environment) throws UserError {
    String value = environment.get("DOCKER_BUILDKIT").orElse("");
    return switch (value) {
      case "", "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default ->
          throw new UserError(
              "DOCKER_BUILDKIT environment variable expects boolean value",
              "it is \"" + value + "\"; write 1 or 0, or unset it");
    };
  }

  /**
   * @throws EnvironmentError if the engine is too old to work with
   */
  public static void requireUsable(EngineVersion version) throws EnvironmentError {
    if (!version.apiAtLeast(OLDEST_API)) {
      throw new EnvironmentError(
          "Tilt requires a Docker server newer than "
              + OLDEST_API
              + ".0. Current Docker server: "
              + version.apiVersion(),
          "update Docker; docker version tells what runs");
    }
  }
}
