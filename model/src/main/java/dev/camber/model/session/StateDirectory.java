package dev.camber.model.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directory that holds tokens and the files of running sessions. Source: spec CLI and API,
 * sections 1.4 and 1.5, with Camber's own variable first.
 */
public record StateDirectory(Path path) {
  private static final List<String> VARIABLES =
      List.of("CAMBER_DEV_DIR", "TILT_DEV_DIR", "WMDAEMON_HOME", "WINDMILL_DIR");

  /** The directory that the environment names, else {@code ~/.camber}. It need not exist. */
  public static StateDirectory of(Map<String, String> environment) {
    for (String variable : VARIABLES) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return new StateDirectory(Path.of(value));
      }
    }
    String home = environment.getOrDefault("HOME", "");
    return new StateDirectory(
        Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".camber"));
  }

  /** Kubeconfig-format file with every running session. */
  public Path registry(Map<String, String> environment) {
    return first(environment, "CAMBER_CONFIG", "TILT_CONFIG")
        .map(Path::of)
        .orElse(path.resolve("config"));
  }

  /** The web session token, shared by all sessions of this directory. */
  public Path token() {
    return path.resolve("token");
  }

  /** What the session of an instance wrote about itself. */
  public Path session(String instance) {
    return sessions().resolve(instance + ".json");
  }

  /** The directory of session files. */
  public Path sessions() {
    return path.resolve("sessions");
  }

  /** Whether the directory exists. */
  public boolean exists() {
    return Files.isDirectory(path);
  }

  /** The first of the variables that is set and not empty. */
  public static Optional<String> first(Map<String, String> environment, String... variables) {
    for (String variable : variables) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
