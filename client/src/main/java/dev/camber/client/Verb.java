package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import java.io.IOException;

/** One command of the client. */
@FunctionalInterface
interface Verb {
  /**
   * Runs the command.
   *
   * @return the exit code
   * @throws Refused if the session or the person's input makes it impossible; its message is all
   *     that is printed
   * @throws IOException if the connection breaks
   */
  int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException;
}
