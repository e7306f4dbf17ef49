package dev.camber.client;

import dev.camber.model.text.Paint;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What a command sees of the world.
 *
 * @param programName how the program was called: {@code camber}, or {@code tilt} through a link
 * @param terminals which of the streams 0, 1 and 2 are a person's terminal
 */
public record Surroundings(
    Map<String, String> environment,
    Path directory,
    String programName,
    PrintStream out,
    PrintStream err,
    InputStream in,
    Set<Integer> terminals) {

  /** Without a terminal. */
  public Surroundings(
      Map<String, String> environment,
      Path directory,
      String programName,
      PrintStream out,
      PrintStream err,
      InputStream in) {
    this(environment, directory, programName, out, err, in, Set.of());
  }

  /** Whether a person reads the output. */
  boolean readsOnTerminal() {
    return terminals.contains(1);
  }

  /** The colours of the output. */
  Paint paint() {
    return Paint.of(environment, readsOnTerminal());
  }
}
