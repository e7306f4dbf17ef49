package dev.camber.tiltfile.state;

import dev.camber.host.env.Environment;
import dev.camber.host.process.CapturedOutput;
import dev.camber.host.process.ExecutableLookup;
import dev.camber.host.process.Output;
import dev.camber.host.process.OutputSink;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.host.process.Stdin;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.StarlarkString;
import dev.camber.tiltfile.KubeContext;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.path.GoPath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs programs for one evaluation. Belongs to the evaluation's thread; the environment is read
 * anew for each program, because {@code os.putenv} changes it. Source: spec Tiltfile, section 5.5.
 */
public final class Programs {
  private final Surroundings surroundings;
  private final KubeContext kubeContext;

  Programs(Surroundings surroundings, KubeContext kubeContext) {
    this.surroundings = surroundings;
    this.kubeContext = kubeContext;
  }

  /**
   * What to run.
   *
   * @param dir absolute
   * @param env {@code KEY=VALUE} on top of the environment
   * @param output where both streams go as they come; empty to put them into the error instead
   */
  public record Call(
      List<String> argv,
      String dir,
      List<String> env,
      Optional<byte[]> stdin,
      Optional<OutputSink> output) {

    /** A program that reads nothing and whose output only its caller sees. */
    public static Call quiet(List<String> argv, String dir) {
      return new Call(argv, dir, List.of(), Optional.empty(), Optional.empty());
    }
  }

  /** The environment of children: what is set, and what they should know of this program. */
  public Environment environment() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("LINES", "24");
    defaults.put("COLUMNS", "80");
    defaults.put("PYTHONUNBUFFERED", "1");
    if (surroundings.webPort() != 0) {
      defaults.put("TILT_PORT", Integer.toString(surroundings.webPort()));
      defaults.put("TILT_HOST", surroundings.webHost());
    }
    defaults.put("TILT_DISABLE_ANALYTICS", "1");
    Environment environment = variables().withDefaults(defaults);
    return kubeContext
        .configPath()
        .map(path -> environment.with(Map.of("KUBECONFIG", path)))
        .orElse(environment);
  }

  private Environment variables() {
    return Environment.of(surroundings.environment().asMap());
  }

  /**
   * The file of a program, by its name or path.
   *
   * @throws ProgramException if there is none; the message is the reference's
   */
  public Path require(String program) throws ProgramException {
    try {
      return ExecutableLookup.find(program, surroundings.workingDirectory(), variables());
    } catch (ProcessStartException e) {
      throw new ProgramException(String.valueOf(e.getMessage()));
    }
  }

  /** The file of a program, if it is there. */
  public Optional<Path> find(String program) {
    try {
      return Optional.of(require(program));
    } catch (ProgramException e) {
      return Optional.empty();
    }
  }

  /**
   * Runs a program to its end.
   *
   * @return its standard output
   * @throws ProgramException if it cannot be started or fails
   */
  public StarlarkString run(Call call) throws ProgramException {
    CapturedOutput stdout = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    CapturedOutput stderr = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    Optional<String> problem = problem(call, stdout, stderr);
    if (problem.isEmpty()) {
      return StarlarkString.ofBytes(stdout.bytes());
    }
    StringBuilder message = new StringBuilder();
    message
        .append("command ")
        .append(Quoted.go(Commands.display(call.argv())))
        .append(" failed.\nerror: ")
        .append(problem.get());
    if (call.output().isEmpty()) {
      message
          .append("\nstdout:\n")
          .append(stdout.text())
          .append("\nstderr:\n")
          .append(stderr.text())
          .append('\n');
    }
    throw new ProgramException(message.toString());
  }

  private Optional<String> problem(Call call, CapturedOutput stdout, CapturedOutput stderr) {
    if (call.argv().isEmpty()) {
      return Optional.of("empty cmd");
    }
    Optional<Path> directory =
        GoPath.onDisk(surroundings.workingDirectory().getFileSystem(), call.dir());
    if (directory.isEmpty()) {
      String program = call.argv().getFirst();
      return Optional.of(
          "fork/exec " + find(program).map(Path::toString).orElse(program) + ": invalid argument");
    }
    ProcessSpec spec =
        ProcessSpec.of(call.argv(), directory.get(), environment().withEntries(call.env()))
            .withStdin(call.stdin().map(Stdin::of).orElse(Stdin.NONE));
    OutputSink shown = call.output().orElse(OutputSink.DISCARD);
    Output output = Output.separate(both(stdout, shown), both(stderr, shown));
    ProcessResult result;
    try {
      result = surroundings.processes().run(spec, output, Processes.NO_LIMIT);
    } catch (ProcessStartException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (!result.success()) {
      return Optional.of(
          result.exit().signal() != 0 ? "exit status -1" : "exit status " + result.exit().code());
    }
    return stdout.isTruncated()
        ? Optional.of("it printed more than " + (CapturedOutput.DEFAULT_LIMIT >> 20) + " MiB")
        : Optional.empty();
  }

  private static OutputSink both(OutputSink first, OutputSink second) {
    return (bytes, offset, length) -> {
      first.write(bytes, offset, length);
      second.write(bytes, offset, length);
    };
  }

  /** The evaluation was interrupted while a program ran. */
  public static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Interrupted() {
      super("interrupted", null, false, false);
    }
  }

  /** What to throw when the evaluation's thread was interrupted; it stays interrupted. */
  public static Interrupted interrupted() {
    Thread.currentThread().interrupt();
    return new Interrupted();
  }
}
