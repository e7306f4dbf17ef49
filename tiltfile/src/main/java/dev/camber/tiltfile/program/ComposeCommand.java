package dev.camber.tiltfile.program;

import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.model.api.ComposeProject;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.state.LoadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The user's Compose program. Source: spec Tiltfile, section 5.4. */
public final class ComposeCommand {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final LoadState state;

  public ComposeCommand(LoadState state) {
    this.state = state;
  }

  /** The program and its first words. */
  private List<String> command() {
    Optional<String> chosen =
        state.surroundings().environment().get("TILT_DOCKER_COMPOSE_CMD").filter(c -> !c.isEmpty());
    if (chosen.isPresent()) {
      return List.of(chosen.get());
    }
    if (Programs.find(state, "docker").isPresent()) {
      List<String> plugin = List.of("docker", "compose");
      try {
        List<String> version = new ArrayList<>(plugin);
        version.add("version");
        if (run(version).success()) {
          return plugin;
        }
      } catch (ProcessStartException e) {
        // Then there is no plugin either.
      }
    }
    return List.of("docker-compose");
  }

  private ProcessResult run(List<String> argv) throws ProcessStartException {
    try {
      return state
          .surroundings()
          .processes()
          .run(
              ProcessSpec.of(
                  argv, state.surroundings().workingDirectory(), Programs.environment(state)),
              LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Programs.Interrupted();
    }
  }

  /** What {@code compose version} prints; empty if it cannot be run. */
  public Optional<String> version() {
    List<String> argv = new ArrayList<>(command());
    argv.add("version");
    try {
      ProcessResult result = run(argv);
      return result.success() ? Optional.of(result.stdoutText()) : Optional.empty();
    } catch (ProcessStartException e) {
      return Optional.empty();
    }
  }

  /**
   * What {@code compose config} prints.
   *
   * @throws EvalException if it fails, with all it said
   */
  public String config(ComposeProject project) {
    List<String> argv = new ArrayList<>(command());
    argv.addAll(List.of("--project-name", project.name()));
    argv.addAll(List.of("--project-directory", project.projectPath()));
    if (!project.envFile().isEmpty()) {
      argv.addAll(List.of("--env-file", project.envFile()));
    }
    project.configPaths().forEach(path -> argv.addAll(List.of("-f", path)));
    project.profiles().forEach(profile -> argv.addAll(List.of("--profile", profile)));
    argv.add("config");
    try {
      ProcessResult result = run(argv);
      if (result.success()) {
        return result.stdoutText();
      }
      throw failed(
          argv,
          "exit status " + (result.exit().signal() == 0 ? result.exit().code() : -1),
          result.stdoutText(),
          "\nstderr: '" + result.stderrText() + "'");
    } catch (ProcessStartException e) {
      throw failed(argv, String.valueOf(e.getMessage()), "", "");
    }
  }

  private static EvalException failed(
      List<String> argv, String error, String stdout, String stderr) {
    return new EvalException(
        "command ["
            + String.join(" ", argv.stream().map(Quoted::go).toList())
            + "] failed.\nerror: "
            + error
            + "\nstdout: "
            + Quoted.go(stdout)
            + stderr);
  }
}
