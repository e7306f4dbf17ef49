package dev.camber.app.session;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the world.
 *
 * @param directory the working directory, absolute
 * @param programName how the program was called: {@code camber}, or {@code tilt} through a link
 * @param home where this program is installed: {@code lib/}, {@code bin/}
 */
public record Surroundings(
    Map<String, String> environment,
    Path directory,
    String programName,
    Path home,
    PrintStream out,
    PrintStream err) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
