package dev.camber.host.process;

import dev.camber.host.env.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param argv the program and its arguments, not empty. A program without {@code /} is searched in
 *     the {@code PATH} of {@code environment}; one with {@code /} is relative to {@code dir}
 * @param dir the working directory, absolute
 * @param environment every variable of the process
 * @param stdin its standard input
 * @param remainder what becomes of the rest of its process group when it exits by itself
 */
public record ProcessSpec(
    List<String> argv, Path dir, Environment environment, Stdin stdin, Remainder remainder) {

  /** What becomes of the processes that a process leaves behind in its group when it exits. */
  public enum Remainder {
    /** They are killed; the exit is final even if something still holds the pipes (spec §5.5). */
    KILL,
    /** They live on; the process counts as running until its pipes are closed. */
    KEEP
  }

  public ProcessSpec {
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("no program: argv is empty");
    }
    if (!dir.isAbsolute()) {
      throw new IllegalArgumentException("directory " + dir + ", want an absolute path");
    }
  }

  /** A process with nothing on its standard input whose left-overs are killed. */
  public static ProcessSpec of(List<String> argv, Path dir, Environment environment) {
    return new ProcessSpec(argv, dir, environment, Stdin.NONE, Remainder.KILL);
  }

  /** With these variables on top. */
  public ProcessSpec withEnv(Map<String, String> more) {
    return new ProcessSpec(argv, dir, environment.with(more), stdin, remainder);
  }

  public ProcessSpec withStdin(Stdin newStdin) {
    return new ProcessSpec(argv, dir, environment, newStdin, remainder);
  }

  public ProcessSpec withRemainder(Remainder newRemainder) {
    return new ProcessSpec(argv, dir, environment, stdin, newRemainder);
  }
}
