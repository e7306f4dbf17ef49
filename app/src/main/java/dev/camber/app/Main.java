package dev.camber.app;

import dev.camber.app.command.AppCommand;
import dev.camber.app.session.Surroundings;
import dev.camber.app.session.Terminal;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.cli.CommandLine;
import dev.camber.model.cli.Commands;
import dev.camber.model.cli.HelpText;
import dev.camber.model.cli.Invocation;
import dev.camber.model.session.LaunchEnvironment;
import dev.camber.model.session.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entry of the long-running program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Path home = Path.of(System.getProperty("camber.home", ".")).toAbsolutePath();
    Map<String, String> environment =
        LaunchEnvironment.finding(
            home.resolve("path"), LaunchEnvironment.original(System.getenv()));
    String programName = System.getProperty("camber.command", "camber");
    List<String> argv = new ArrayList<>(List.of(programName));
    argv.addAll(List.of(arguments));
    Surroundings surroundings =
        new Surroundings(
            environment,
            Path.of("").toAbsolutePath(),
            programName,
            home,
            out,
            err,
            argv,
            Optional.of(System.getProperty("camber.executable", "")).filter(f -> !f.isEmpty()),
            Terminal.of(0, environment),
            Terminal.of(1, environment),
            Terminal.of(2, environment));
    int code = run(List.of(arguments), surroundings);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs one command line and returns its exit code. The one place where errors become codes and
   * lines.
   */
  static int run(List<String> arguments, Surroundings surroundings) {
    CommandLine commandLine;
    try {
      commandLine = Commands.commandLine(surroundings.programName(), surroundings.environment());
    } catch (Commands.BadEnvironment e) {
      surroundings.out().println(e.getMessage());
      return 1;
    }
    return switch (commandLine.read(arguments)) {
      case Invocation.Run run -> run(run, surroundings);
      case Invocation.Help help -> {
        surroundings.out().print(new HelpText(commandLine).help(help.commands()));
        yield 0;
      }
      case Invocation.Version version -> {
        surroundings.out().println(Version.calledAs(surroundings.programName()).stamp());
        yield 0;
      }
      case Invocation.Mistake mistake -> {
        surroundings.err().println("Error: " + mistake.message());
        surroundings.err().print(new HelpText(commandLine).usage(mistake.commands()));
        surroundings.out().println(mistake.message());
        yield 1;
      }
      case Invocation.UnknownCommand unknown -> throw misdirected(unknown.word());
      case Invocation.UnknownHelpTopic topic -> throw misdirected(String.join(" ", topic.words()));
    };
  }

  private static IllegalStateException misdirected(String words) {
    return new IllegalStateException(
        "the launcher sent `" + words + "` to the app, which does not know it");
  }

  private static int run(Invocation.Run run, Surroundings surroundings) {
    AppCommand command = AppCommands.of(run.path()).orElseThrow(() -> misdirected(run.path()));
    try {
      return command.run(run.flags(), surroundings);
    } catch (UserError e) {
      report(surroundings, e.getMessage(), e.hint());
      return 1;
    } catch (EnvironmentError e) {
      report(surroundings, e.getMessage(), e.hint());
      return 1;
    } catch (InterruptedException e) {
      report(surroundings, "context canceled", "");
      return 1;
    }
  }

  private static void report(Surroundings surroundings, @Nullable String message, String hint) {
    surroundings.out().flush();
    surroundings.err().println("Error: " + message);
    if (!hint.isEmpty()) {
      surroundings.err().println(surroundings.errTerminal().paint(hint));
    }
  }
}
