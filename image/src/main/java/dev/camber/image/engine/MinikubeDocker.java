package dev.camber.image.engine;

import dev.camber.host.env.Environment;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.model.EnvironmentError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Docker engine inside a minikube cluster, where there is one. Spec engine, section 2.4. */
public final class MinikubeDocker {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern EXPORT = Pattern.compile("export (\\w+)=\"?([^\"]*)\"?");
  private static final List<String> HAS_NONE =
      List.of("multi-node", "does not support", "not supported", "only compatible with");

  private MinikubeDocker() {}

  /**
   * The variables that lead to it, or empty if this cluster has none.
   *
   * @param profile the cluster's name
   * @throws EnvironmentError if minikube cannot be asked
   */
  public static Optional<Map<String, String>> variables(
      String profile, Processes processes, Environment environment)
      throws EnvironmentError, InterruptedException {
    List<String> argv = List.of("minikube", "-p", profile, "docker-env", "--shell", "sh");
    ProcessResult result;
    try {
      result =
          processes.run(ProcessSpec.of(argv, Path.of("").toAbsolutePath(), environment), LIMIT);
    } catch (ProcessStartException e) {
      throw new EnvironmentError(
          "cannot ask minikube for its Docker engine: " + e.getMessage(),
          "install minikube, or set DOCKER_HOST to the engine to build on",
          e);
    }
    if (!result.success()) {
      String message = result.stderrText().strip();
      if (HAS_NONE.stream().anyMatch(message::contains)) {
        return Optional.empty();
      }
      throw new EnvironmentError(
          "Could not read docker env from minikube.\n"
              + "Did you forget to run `minikube start`?\n"
              + (message.isEmpty() ? result.exit().describe() : message),
          "try by hand: " + String.join(" ", argv));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : result.stdoutText().lines().toList()) {
      Matcher matcher = EXPORT.matcher(line.strip());
      if (matcher.matches() && matcher.group(1).startsWith("DOCKER_")) {
        variables.put(matcher.group(1), matcher.group(2));
      }
    }
    return Optional.of(variables);
  }
}
