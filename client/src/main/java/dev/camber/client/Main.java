package dev.camber.client;

import dev.camber.model.cli.CommandLine;
import dev.camber.model.cli.Commands;
import dev.camber.model.cli.HelpText;
import dev.camber.model.cli.Invocation;
import dev.camber.model.session.LaunchEnvironment;
import dev.camber.model.session.Version;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Entry of the client: reads the command line, runs one command, ends with its exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Buffered: a print stream that flushes every write costs a system call for each of them.
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 15),
            false,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            LaunchEnvironment.original(System.getenv()),
            Path.of("").toAbsolutePath(),
            System.getProperty("camber.command", "camber"),
            out,
            err,
            System.in,
            terminals(System.getProperty("camber.terminals", "")));
    SignalExit.thisIsTheProgram();
    int code = run(List.of(arguments), surroundings);
    out.flush();
    // halt, not exit: there is nothing to shut down, and hooks would cost milliseconds.
    Runtime.getRuntime().halt(code);
  }

  /** The launcher asks the shell, which knows: asking here would load a library. */
  private static Set<Integer> terminals(String digits) {
    return digits.isEmpty()
        ? Set.of()
        : digits.chars().mapToObj(c -> c - '0').collect(Collectors.toUnmodifiableSet());
  }

  /** Runs one command line and returns its exit code. */
  public static int run(List<String> arguments, Surroundings surroundings) {
    Map<String, String> environment = surroundings.environment();
    CommandLine commandLine;
    try {
      commandLine = Commands.commandLine(surroundings.programName(), environment);
    } catch (Commands.BadEnvironment e) {
      surroundings.out().println(e.getMessage());
      return 1;
    }
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    if (first.equals("__complete") || first.equals("__completeNoDesc")) {
      return new Completions(commandLine, surroundings, first.equals("__complete"))
          .print(arguments.subList(1, arguments.size()));
    }
    // No switch over the types: the JVM makes a class for one as it runs, which no cache holds, and
    // that costs a command milliseconds.
    Invocation read = commandLine.read(arguments);
    if (read instanceof Invocation.Run run) {
      return Verbs.run(run, surroundings);
    }
    if (read instanceof Invocation.Version) {
      surroundings.out().println(Version.calledAs(surroundings.programName()).stamp());
      return 0;
    }
    if (read instanceof Invocation.Help help) {
      surroundings.out().print(new HelpText(commandLine).help(help.commands()));
      return 0;
    }
    if (read instanceof Invocation.Mistake mistake) {
      surroundings.err().println("Error: " + mistake.message());
      surroundings.err().print(new HelpText(commandLine).usage(mistake.commands()));
      surroundings.out().println(mistake.message());
      return 1;
    }
    if (read instanceof Invocation.UnknownHelpTopic topic) {
      StringBuilder words = new StringBuilder();
      topic
          .words()
          .forEach(w -> words.append(words.isEmpty() ? "" : " ").append('`').append(w).append('`'));
      surroundings.err().println("Unknown help topic [" + words + "]");
      surroundings.err().print(new HelpText(commandLine).usage(List.of(topic.root())));
      return 0;
    }
    return unknownCommand((Invocation.UnknownCommand) read, surroundings);
  }

  private static int unknownCommand(Invocation.UnknownCommand unknown, Surroundings surroundings) {
    String program = surroundings.programName();
    StringBuilder message =
        new StringBuilder("unknown command \"" + unknown.word() + "\" for \"" + program + "\"");
    if (!unknown.suggestions().isEmpty()) {
      message.append("\n\nDid you mean this?\n");
      unknown.suggestions().forEach(s -> message.append('\t').append(s).append('\n'));
    }
    surroundings.err().println("Error: " + message);
    surroundings.err().println("Run '" + program + " --help' for usage.");
    surroundings.out().println(message);
    return 1;
  }
}
