package dev.camber.model.cli;

import static dev.camber.model.cli.Command.flags;
import static dev.camber.model.cli.Command.leaf;

import dev.camber.model.flags.Flag;
import java.util.List;

/** Commands that say how a session is doing; the reference has none like them. */
final class OverviewCommands {
  private OverviewCommands() {}

  static List<Command> all(FlagGroups groups) {
    Flag noHeaders = Flag.bool("no-headers", "", "leave the header out");
    return List.of(
        leaf(
                "status",
                "[resource...]",
                "Show how the resources of a running session are doing",
                Arity.ANY,
                flags(
                    groups.connect(),
                    List.of(
                        Flag.bool(
                            "check",
                            "",
                            "end with 1 if something failed, with 2 if something is not ready yet"),
                        output(),
                        FlagGroups.resourceSelector(),
                        Flag.bool("watch", "w", "show it anew whenever something changes"),
                        noHeaders)))
            .described(
                """
                Shows a row for each resource, those first that failed or wait. With `--watch` on a terminal the table stays
                and changes; elsewhere it is printed again after each change, as JSON on one line.\
                """,
                "status",
                "status web db --check",
                "status --watch",
                "status -o json"),
        leaf(
                "why",
                "[resource...]",
                "Explain what resources wait for, what failed and what changed",
                Arity.ANY,
                groups.connect())
            .described(
                """
                Says for each resource what it waits for, down to what has to be mended, the last lines of what failed, the
                files that changed, and when it was updated, why and for how long. Without a name: for all resources that
                are not up to date and ready.\
                """,
                "why",
                "why web"),
        leaf(
                "sessions",
                "[flags]",
                "List the sessions that run on this machine",
                Arity.exactly(0),
                List.of(noHeaders, output()))
            .described(
                """
                Lists the sessions that run on this machine. Commands talk to the session whose Tiltfile lies in this
                directory or in the nearest one above it, else to the one on port 10350; `--port` names another.\
                """,
                "sessions"));
  }

  private static Flag output() {
    return Flag.string("output", "o", "", "how to print: json or yaml; a table by default");
  }
}
