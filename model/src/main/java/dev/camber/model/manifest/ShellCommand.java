package dev.camber.model.manifest;

import java.util.List;

/**
 * A command with its surroundings; empty argv means none.
 *
 * @param dir absolute directory
 * @param env {@code K=V} on top of the inherited environment
 * @param echoOff whether the line {@code Running cmd: …} is left out
 */
public record ShellCommand(List<String> argv, String dir, List<String> env, boolean echoOff) {
  /** No command. */
  public static final ShellCommand NONE = new ShellCommand(List.of(), "", List.of(), false);

  public ShellCommand {
    argv = List.copyOf(argv);
    env = List.copyOf(env);
  }

  public boolean isEmpty() {
    return argv.isEmpty();
  }
}
