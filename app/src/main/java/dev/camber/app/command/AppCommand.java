package dev.camber.app.command;

import dev.camber.app.session.Surroundings;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.flags.ParsedFlags;

/** One command of the long-running program. */
@FunctionalInterface
public interface AppCommand {
  /**
   * Runs the command.
   *
   * @return the exit code
   * @throws UserError if the person must act; only the message is printed
   * @throws EnvironmentError if something around us does not work; only the message is printed
   * @throws InterruptedException if the program is asked to end
   */
  int run(ParsedFlags flags, Surroundings surroundings)
      throws UserError, EnvironmentError, InterruptedException;
}
