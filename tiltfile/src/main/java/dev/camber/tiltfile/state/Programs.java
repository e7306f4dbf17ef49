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
import dev.camber.starlark.StarlarkString;
import dev.camber.tiltfile.KubeContext;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.convert.Commands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs for one evaluation. Source: spec Tiltfile, section 5.5. */
public final class Programs {
  private Programs() {}

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
      Optional<OutputSink> output) {}

  /** The environment of children: what is set, and what they should know of this program. */
  public static Environment environment(LoadState state) {
    Surroundings surroundings = state.surroundings();
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("LINES", "24");
    defaults.put("COLUMNS", "80");
    defaults.put("PYTHONUNBUFFERED", "1");
    if (surroundings.webPort() != 0) {
      defaults.put("TILT_PORT", Integer.toString(surroundings.webPort()));
      defaults.put("TILT_HOST", surroundings.webHost());
    }
    defaults.put("TILT_DISABLE_ANALYTICS", "1");
    Environment environment =
        Environment.of(surroundings.environment().asMap()).withDefaults(defaults);
    KubeContext context = state.kubeContext();
    return context
        .configPath()
        .map(path -> environment.with(Map.of("KUBECONFIG", path)))
        .orElse(environment);
  }

  /** The path of a program, if it is there. */
  public static Optional<Path> find(LoadState state, String name) {
    try {
      return Optional.of(
          ExecutableLookup.find(
              name,
              state.surroundings().workingDirectory(),
              Environment.of(state.surroundings().environment().asMap())));
    } catch (ProcessStartException e) {
      return Optional.empty();
    }
  }

  /**
   * Runs a program to its end.
   *
   * @return its standard output
   */
  public static StarlarkString run(LoadState state, Call call) throws ProgramException {
    CapturedOutput stdout = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    CapturedOutput stderr = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    String problem = problem(state, call, stdout, stderr);
    if (problem.isEmpty()) {
      return StarlarkString.ofBytes(stdout.bytes());
    }
    StringBuilder message = new StringBuilder();
    message
        .append("command ")
        .append(dev.camber.model.text.Quoted.go(Commands.display(call.argv())))
        .append(" failed.\nerror: ")
        .append(problem);
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

  private static String problem(
      LoadState state, Call call, CapturedOutput stdout, CapturedOutput stderr) {
    if (call.argv().isEmpty()) {
      return "empty cmd";
    }
    ProcessSpec spec =
        ProcessSpec.of(
                call.argv(),
                state.surroundings().workingDirectory().getFileSystem().getPath(call.dir()),
                environment(state).withEntries(call.env()))
            .withStdin(call.stdin().map(Stdin::of).orElse(Stdin.NONE));
    OutputSink shown = call.output().orElse(OutputSink.DISCARD);
    try {
      ProcessResult result =
          state
              .surroundings()
              .processes()
              .run(
                  spec,
                  Output.separate(both(stdout, shown), both(stderr, shown)),
                  Processes.NO_LIMIT);
      if (result.success()) {
        return "";
      }
      return result.exit().signal() != 0 ? "exit status -1" : "exit status " + result.exit().code();
    } catch (ProcessStartException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Interrupted();
    }
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

    public Interrupted() {
      super("interrupted", null, false, false);
    }
  }

  /** What to throw when the evaluation's thread was interrupted. */
  public static Interrupted interrupted() {
    return new Interrupted();
  }

  /** The bytes of a text for a program's standard input. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
