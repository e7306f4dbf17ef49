package dev.camber.model.cli;

import static dev.camber.model.cli.Command.flags;
import static dev.camber.model.cli.Command.group;
import static dev.camber.model.cli.Command.leaf;

import dev.camber.model.flags.Flag;
import java.util.List;

/** Commands that steer a running session. Source: spec CLI and API, section 3. */
final class ClientCommands {
  private ClientCommands() {}

  static List<Command> all(FlagGroups groups) {
    return List.of(
        leaf(
                "logs",
                "[resource1, resource2...]",
                "Print the log of a running session",
                Arity.ANY,
                flags(
                    groups.connect(),
                    List.of(
                        Flag.bool("follow", "f", "keep printing what comes"),
                        Flag.string(
                            "grep",
                            "",
                            "",
                            "show only lines that match this regular expression; (?i) at its"
                                + " beginning ignores case"),
                        Flag.bool("json", "", "print one JSON object a line"),
                        Flag.string(
                            "level", "", "", "show only lines of this level: warn or error"),
                        Flag.string("source", "", "all", "all, build or runtime"),
                        Flag.string(
                            "since", "", "", "show only lines that are younger than this, e.g. 5m"),
                        FlagGroups.resourceSelector(),
                        Flag.integer("tail", "", -1, "show only so many of the lines there are"))))
            .described(
                """
                Prints the log of a running session: all of it, or that of the named resources and of those with the labels.
                Every line is printed whole, and the lines of a resource have a colour of their own, the same in every
                session.\
                """,
                "logs web",
                "logs -f --since 5m web db",
                "logs --source build",
                "logs -l backend --grep '(?i)timeout' --tail 20"),
        leaf(
                "trigger",
                "[RESOURCE_NAME] [flags]",
                "Update resources now",
                Arity.oneUnless("selector"),
                flags(
                    groups.connect(),
                    List.of(
                        FlagGroups.resourceSelector(),
                        Flag.bool(
                            "wait", "", "wait for the updates; end with 1 if one of them failed"),
                        Flag.duration(
                            "timeout", "", "0s", "wait at most so long, 0 for any time"))))
            .described(
                """
                Updates the named resources and those with the labels, whatever has changed. With `--wait` the command ends
                when all of these updates have ended: with 0 if all succeeded, with 1 if one failed.\
                """,
                "trigger web",
                "trigger '(Tiltfile)'",
                "trigger web worker --wait",
                "trigger -l backend --wait --timeout 5m"),
        leaf(
                "restart",
                "RESOURCE...",
                "Restart what resources run, without an update",
                Arity.oneUnless("selector"),
                flags(groups.connect(), List.of(FlagGroups.resourceSelector())))
            .described(
                """
                Ends what the resources run and starts it again, without building or applying anything: the process of a
                `serve_cmd`; in a cluster the pods, one after the other, as `kubectl rollout restart` does.\
                """,
                "restart web",
                "restart -l backend"),
        leaf(
                "open",
                "[RESOURCE [LINK]]",
                "Open an address of a resource, or the page, in a browser",
                Arity.atMost(2),
                flags(
                    groups.connect(), List.of(Flag.bool("no-open", "", "only print the address"))))
            .described(
                """
                Opens the first address of a resource, or the one whose name or text contains LINK; without a resource the
                page of the session. The address is printed, too. Where no browser can be opened, it is only printed.\
                """,
                "open",
                "open web",
                "open web admin"),
        leaf(
                "enable",
                "{-all | [--only] <resource>...}",
                "Enable resources",
                Arity.ANY,
                flags(
                    groups.connect(),
                    List.of(
                        Flag.bool("all", "", "enable every resource"),
                        Flag.bool("only", "", "disable all others"),
                        Flag.strings("labels", "l", "enable the resources with these labels"))))
            .described("", "enable web db", "enable --only web", "enable --all"),
        leaf(
                "disable",
                "{-all | <resource>...}",
                "Disable resources",
                Arity.ANY,
                flags(
                    groups.connect(),
                    List.of(
                        Flag.bool("all", "", "disable every resource"),
                        Flag.strings("labels", "l", "disable the resources with these labels"))))
            .described("", "disable web db", "disable -l backend"),
        leaf(
                "args",
                "[<flags>] [-- <Tiltfile args>]",
                "Change the Tiltfile arguments of a running session",
                Arity.ANY,
                flags(groups.connect(), List.of(Flag.bool("clear", "", "take all arguments away"))))
            .described(
                """
                Changes the arguments that the Tiltfile of a running session gets, and loads it again. Without arguments an
                editor opens on those of now: TILT_EDITOR, else EDITOR, else vi.\
                """,
                "args web db",
                "args -- --debug",
                "args --clear"),
        group("snapshot", "Save the state of a session, or look at a saved one", snapshots(groups)),
        group(
            "dump",
            "Print the inner state of a session, for those who look for a fault",
            dumps(groups)));
  }

  private static List<Command> snapshots(FlagGroups groups) {
    return List.of(
        leaf(
                "create",
                "[file to save] [flags]",
                "Save what the page shows now",
                Arity.atMost(1),
                groups.connect())
            .described("", "snapshot create before.json"),
        leaf(
                "view",
                "<path/to/snapshot.json> [flags]",
                "Serve a saved snapshot to the browser",
                Arity.exactly(1),
                List.of(
                    Flag.string("host", "", "localhost", "address to listen on"),
                    Flag.integer("port", "", 0, "port to listen on, 0 for any free one"),
                    Flag.bool("no-open", "", "do not open a browser")))
            .described("", "snapshot view before.json"));
  }

  private static List<Command> dumps(FlagGroups groups) {
    Flag directory = Flag.string("dir", "", ".", "directory to write to; it has to exist");
    return List.of(
        leaf(
            "engine",
            "[flags]",
            "Print the engine's state as JSON",
            Arity.exactly(0),
            groups.connect()),
        leaf("logstore", "[flags]", "Print the log as JSON", Arity.exactly(0), groups.connect()),
        leaf(
            "webview",
            "[flags]",
            "Print what the page is sent, as JSON",
            Arity.exactly(0),
            groups.connect()),
        leaf(
            "openapi",
            "[flags]",
            "Print the description of the API server, which need not run",
            Arity.exactly(0),
            List.of()),
        leaf(
            "api-docs",
            "[flags]",
            "Write the functions of Tiltfiles as Python files without bodies",
            Arity.exactly(0),
            List.of(directory)),
        leaf(
            "cli-docs",
            "[flags]",
            "Write a Markdown page about each command",
            Arity.exactly(0),
            List.of(directory)),
        leaf(
            "image-deploy-ref",
            "REF [flags]",
            "Print the reference under which a local image would be deployed",
            Arity.exactly(1),
            List.of()));
  }
}
