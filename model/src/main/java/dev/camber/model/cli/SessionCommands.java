package dev.camber.model.cli;

import static dev.camber.model.cli.Command.flags;
import static dev.camber.model.cli.Command.leaf;

import dev.camber.model.flags.Flag;
import java.util.List;

/** Commands that run a session. Source: spec CLI and API, section 2. */
final class SessionCommands {
  private SessionCommands() {}

  static List<Command> all(FlagGroups groups) {
    return List.of(
        leaf(
                "up",
                FlagGroups.TILTFILE_ARGS,
                "Start a session: run everything the Tiltfile names and keep it up to date",
                Arity.ANY,
                flags(
                    FlagGroups.tiltfile(),
                    groups.serve(),
                    FlagGroups.logFilter(),
                    List.of(
                        Flag.bool("stream", "", "print the log instead of showing the prompt"),
                        Flag.bool("legacy", "", "the full-screen view in the terminal"),
                        Flag.string(
                            "update-mode",
                            "",
                            "auto",
                            "how to update containers: auto, image, container or exec"),
                        Flag.bool("disable-port-forwards", "", "open no port-forward"),
                        FlagGroups.events(),
                        Flag.bool("logactions", "", "log what the engine does").asHidden())))
            .described(
                """
                Starts a session: evaluates the Tiltfile, builds, deploys and runs what it names, and keeps all of it up to
                date while you edit. Words after `--` go to the Tiltfile; without `config.parse` in it they name the resources
                to enable.\
                """,
                "up",
                "up web db",
                "up -f other/Tiltfile -- --debug",
                "up --json | jq -r 'select(.type == \"build.finished\") | .resource'"),
        leaf(
                "ci",
                FlagGroups.TILTFILE_ARGS,
                "Run everything once; end when all is healthy or something failed",
                Arity.ANY,
                flags(
                    FlagGroups.tiltfile(),
                    groups.serve(),
                    FlagGroups.logFilter(),
                    List.of(
                        Flag.duration(
                            "timeout", "", "30m0s", "give up after this time, 0 for never"),
                        FlagGroups.events(),
                        Flag.string(
                            "junit",
                            "",
                            "",
                            "write a report about every resource to this file, as JUnit's XML"))))
            .described(
                """
                Starts a session that ends by itself: with 0 when every resource is ready and every job has succeeded,
                with 1 when something failed or took too long.\
                """,
                "ci",
                "ci web db --timeout 5m",
                "ci --junit report.xml"),
        leaf(
                "down",
                FlagGroups.TILTFILE_ARGS,
                "Delete from the cluster and from Compose what `up` created",
                Arity.ANY,
                flags(
                    FlagGroups.tiltfile(),
                    List.of(
                        Flag.bool(
                            "delete-namespaces",
                            "",
                            "delete the namespaces that the Tiltfile names, too"),
                        Flag.bool(
                            "delete-volumes", "", "delete the volumes of Compose projects, too"))))
            .described(
                """
                Evaluates the Tiltfile and deletes what it names from the cluster and from Compose. Namespaces and volumes
                stay unless asked for. Objects annotated `tilt.dev/down-policy: keep` stay.\
                """));
  }
}
