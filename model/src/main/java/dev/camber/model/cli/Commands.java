package dev.camber.model.cli;

import dev.camber.model.flags.Flag;
import dev.camber.model.session.StateDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All commands of the program. Names and flags: spec CLI and API, sections 1 to 6; the texts are
 * ours.
 */
public final class Commands {
  /** The port of the page unless somebody says otherwise. */
  public static final int DEFAULT_PORT = 10350;

  private Commands() {}

  /** A variable of the environment that holds no usable default. */
  public static final class BadEnvironment extends Exception {
    private static final long serialVersionUID = 1L;

    BadEnvironment(String message) {
      super(message);
    }
  }

  /**
   * The command line of the program called {@code name}, with the defaults that the environment
   * sets.
   *
   * @throws BadEnvironment if a port in the environment is no number; the message is Go's
   */
  public static CommandLine commandLine(String name, Map<String, String> environment)
      throws BadEnvironment {
    int port = DEFAULT_PORT;
    for (String variable : List.of("CAMBER_PORT", "TILT_PORT")) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        try {
          port = Integer.parseInt(value);
          break;
        } catch (NumberFormatException e) {
          throw new BadEnvironment(
              "parsing env "
                  + variable
                  + ": strconv.Atoi: parsing "
                  + dev.camber.model.text.Quoted.go(value)
                  + ": invalid syntax");
        }
      }
    }
    String host = StateDirectory.first(environment, "CAMBER_HOST", "TILT_HOST").orElse("localhost");
    return new CommandLine(root(name, new FlagGroups(port, host)), everywhere());
  }

  private static List<Flag> everywhere() {
    return List.of(
        Flag.bool("debug", "d", "log everything, also what is only of use to Camber's authors"),
        Flag.bool("verbose", "v", "log more"),
        Flag.integer("klog", "", 0, "how much the Kubernetes client logs, 0 for nothing"));
  }

  private static Command root(String name, FlagGroups groups) {
    List<Command> all = new ArrayList<>();
    all.addAll(SessionCommands.all(groups));
    all.addAll(ClientCommands.all(groups));
    all.addAll(ObjectCommands.all(groups));
    all.addAll(OverviewCommands.all(groups));
    all.addAll(OtherCommands.all(groups));
    return new Command(
        name,
        List.of(),
        "",
        "Runs all of your services while you edit their code.",
        """
        Camber runs all of your services while you edit their code: as processes on this machine, in containers, in a
        Kubernetes cluster. It reads a Tiltfile, starts what the file names, and brings every saved file to where it runs.

        Start with `up` in a directory that has a Tiltfile.\
        """,
        List.of(),
        List.of(Flag.bool("version", "", "print the version and exit")),
        Arity.ANY,
        false,
        all);
  }
}
