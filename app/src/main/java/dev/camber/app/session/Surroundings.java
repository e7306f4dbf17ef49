package dev.camber.app.session;

import dev.camber.model.text.Paint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command sees of the world.
 *
 * @param directory the working directory, absolute
 * @param programName how the program was called: {@code camber}, or {@code tilt} through a link
 * @param home where this program is installed: {@code lib/}, {@code bin/}
 * @param argv the whole command line, the program's name first
 * @param executable the file that was started, if known
 * @param inTerminal what standard input is
 * @param outTerminal what standard output is
 * @param errTerminal what standard error is
 */
public record Surroundings(
    Map<String, String> environment,
    Path directory,
    String programName,
    Path home,
    PrintStream out,
    PrintStream err,
    List<String> argv,
    Optional<String> executable,
    Terminal inTerminal,
    Terminal outTerminal,
    Terminal errTerminal) {
  public Surroundings {
    environment = Map.copyOf(environment);
    argv = List.copyOf(argv);
  }

  /** Whether somebody reads the standard output on a terminal. */
  public boolean readsOnTerminal() {
    return outTerminal.present();
  }

  /** Whether somebody can press keys, too. */
  public boolean isInteractive() {
    return inTerminal.present() && readsOnTerminal();
  }

  /** The colours of the standard output. */
  public Paint paint() {
    return Paint.of(environment, readsOnTerminal());
  }
}
