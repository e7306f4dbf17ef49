package dev.camber.compose;

import dev.camber.host.env.Environment;
import dev.camber.host.process.CapturedOutput;
import dev.camber.host.process.ExecutableLookup;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.model.api.ComposeProject;
import dev.camber.model.text.Quoted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The person's Compose program: the one that {@code CAMBER_DOCKER_COMPOSE_CMD} (or {@code
 * TILT_DOCKER_COMPOSE_CMD}) names, else {@code docker compose} if Docker has that plugin, else
 * {@code docker-compose}. Source: spec Tiltfile, section 5.4.
 */
public final class ComposeProgram {
  private static final Duration VERSION_LIMIT = Duration.ofSeconds(30);

  private final Processes processes;
  private final Path directory;
  private final Environment environment;
  private final ConfigRuns runs;
  private Optional<List<String>> command = Optional.empty();

  /**
   * @param directory where it runs
   * @param runs whether it must run for the model of a project
   */
  public ComposeProgram(
      Processes processes, Path directory, Environment environment, ConfigRuns runs) {
    this.processes = processes;
    this.directory = directory;
    this.environment = environment;
    this.runs = runs;
  }

  private record Answer(
      boolean success, String problem, boolean started, String stdout, String stderr) {}

  /**
   * The words before every argument. Asks Docker the first time; not thread-safe.
   *
   * @throws InterruptedException if interrupted meanwhile
   */
  public List<String> command() throws InterruptedException {
    if (command.isEmpty()) {
      command = Optional.of(choose());
    }
    return command.get();
  }

  private List<String> choose() throws InterruptedException {
    Optional<String> named = environment.setting("DOCKER_COMPOSE_CMD").filter(c -> !c.isEmpty());
    if (named.isPresent()) {
      return List.of(named.get());
    }
    List<String> plugin = List.of("docker", "compose");
    return isThere("docker") && version(plugin).success() ? plugin : List.of("docker-compose");
  }

  private boolean isThere(String name) {
    try {
      ExecutableLookup.find(name, directory, environment);
      return true;
    } catch (ProcessStartException e) {
      return false;
    }
  }

  /**
   * What {@code version} says; empty if the program fails or is not there.
   *
   * @throws InterruptedException if interrupted meanwhile
   */
  public Optional<ComposeVersion> version() throws InterruptedException {
    Answer answer = version(command());
    return answer.success() ? ComposeVersion.find(answer.stdout()) : Optional.empty();
  }

  /**
   * The whole project as the program resolves it, as YAML.
   *
   * @throws ComposeException with the command line and what the program said
   * @throws InterruptedException if interrupted meanwhile
   */
  String config(ComposeProject project) throws ComposeException, InterruptedException {
    List<String> arguments = new ArrayList<>(projectArguments(project));
    arguments.add("config");
    List<String> argv = new ArrayList<>(command());
    argv.addAll(arguments);
    return runs.output(() -> inputs(project, argv), () -> config(argv));
  }

  private Optional<ConfigInputs> inputs(ComposeProject project, List<String> argv) {
    List<Path> programs = new ArrayList<>();
    try {
      programs.add(ExecutableLookup.find(argv.getFirst(), directory, environment));
    } catch (ProcessStartException e) {
      return Optional.empty();
    }
    programs.addAll(DockerPlugins.compose(directory, environment));
    return ConfigInputs.files(project, directory, environment)
        .map(files -> {
          files.add(DockerPlugins.configuration(directory, environment).resolve("config.json"));
          return new ConfigInputs(programs, argv, directory, environment, files);
        });
  }

  private String config(List<String> argv) throws ComposeException, InterruptedException {
    Answer answer = run(argv, Processes.NO_LIMIT);
    if (answer.success()) {
      return answer.stdout();
    }
    throw new ComposeException(
        "command ["
            + argv.stream().map(Quoted::go).collect(Collectors.joining(" "))
            + "] failed.\nerror: "
            + answer.problem()
            + "\nstdout: "
            + Quoted.go(answer.stdout())
            + (answer.started() ? "\nstderr: '" + answer.stderr() + "'" : ""));
  }

  /** The arguments that say which project is meant. */
  public static List<String> projectArguments(ComposeProject project) {
    List<String> out = new ArrayList<>();
    if (!project.name().isEmpty()) {
      out.addAll(List.of("--project-name", project.name()));
    }
    out.addAll(List.of("--project-directory", project.projectPath()));
    if (!project.envFile().isEmpty()) {
      out.addAll(List.of("--env-file", project.envFile()));
    }
    project.configPaths().forEach(path -> out.addAll(List.of("-f", path)));
    project.profiles().forEach(profile -> out.addAll(List.of("--profile", profile)));
    return out;
  }

  private Answer version(List<String> program) throws InterruptedException {
    List<String> argv = new ArrayList<>(program);
    argv.add("version");
    return run(argv, VERSION_LIMIT);
  }

  private Answer run(List<String> argv, Duration limit) throws InterruptedException {
    CapturedOutput stdout = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    CapturedOutput stderr = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    try {
      ProcessResult result =
          processes.run(
              ProcessSpec.of(argv, directory, environment), Output.separate(stdout, stderr), limit);
      return stdout.isTruncated()
          ? new Answer(false, "it printed more than 64 MiB", true, "", stderr.text())
          : new Answer(
              result.success(), result.exit().describe(), true, stdout.text(), stderr.text());
    } catch (ProcessStartException e) {
      return new Answer(false, String.valueOf(e.getMessage()), false, "", "");
    }
  }
}
