package dev.camber.model.cli;

import static dev.camber.model.cli.Command.flags;
import static dev.camber.model.cli.Command.group;
import static dev.camber.model.cli.Command.leaf;

import dev.camber.model.flags.Flag;
import java.util.List;

/** Diagnostics, and commands that may change. Source: spec CLI and API, sections 5 and 6. */
final class OtherCommands {
  private OtherCommands() {}

  static List<Command> all(FlagGroups groups) {
    return List.of(
        leaf(
                "demo",
                "[flags]",
                "Run a small sample project and say what to try",
                Arity.ANY,
                flags(
                    groups.serve(),
                    List.of(
                        Flag.bool(
                            "cluster",
                            "",
                            "run it on Kubernetes instead of as processes of this machine"),
                        Flag.bool("no-open", "", "do not open the page in a browser"),
                        Flag.string("file", "f", "", "run this Tiltfile instead of the sample's"),
                        Flag.bool("no-cluster", "", "accepted: no cluster is ever made"),
                        Flag.string(
                            "repo",
                            "r",
                            "github.com/tilt-dev/tilt-avatars",
                            "refused if given: the sample project is part of this program"),
                        Flag.bool("teardown", "", "end at once: there is no cluster to remove"),
                        Flag.bool("legacy", "", "accepted and ignored").asHidden(),
                        Flag.string("tmpdir", "", "", "accepted and ignored").asHidden())))
            .described(
                """
                Runs the shop of `examples/shop`: a few services, a worker and a job. They are processes of this machine, or,
                with `--cluster`, containers in the cluster of the current kubeconfig context if that is a local one.\
                """),
        leaf("version", "[flags]", "Print the version", Arity.ANY, List.of()),
        leaf(
            "doctor",
            "[flags]",
            "Check what Camber needs of this machine",
            Arity.ANY,
            List.of(Flag.string("context", "", "", "kubeconfig context to check"))),
        leaf("verify-install", "[flags]", "Do nothing, successfully", Arity.ANY, List.of()),
        leaf(
                "docker",
                "[flags] -- command ...",
                "Run docker as builds of a session do",
                Arity.ANY,
                List.of())
            .described("", "docker -- images"),
        leaf(
            "docker-prune",
            "[flags]",
            "Remove old images and containers of this Tiltfile from Docker",
            Arity.ANY,
            List.of(Flag.string("file", "f", "Tiltfile", "the Tiltfile to evaluate"))),
        analytics(),
        completion(),
        new Command(
            "lsp",
            List.of(),
            "",
            "Help an editor with Tiltfiles",
            "",
            List.of(),
            longOnly(),
            Arity.ANY,
            false,
            List.of(
                leaf(
                    "start",
                    "[flags]",
                    "Start the language server",
                    Arity.ANY,
                    flags(
                        longOnly(),
                        List.of(
                            Flag.string(
                                "address",
                                "",
                                "",
                                "address to listen on; standard input and output by default")))))),
        group(
            "alpha",
            "Commands that may change",
            List.of(
                ObjectCommands.get(groups),
                ObjectCommands.apiResources(groups),
                leaf(
                        "tree-view",
                        "[flags]",
                        "Show resources below those they depend on",
                        Arity.exactly(0),
                        flags(
                            groups.connect(),
                            List.of(
                                Flag.bool(
                                    "blockers", "", "only what is not well, and what that blocks"),
                                Flag.bool("dedupe", "", "show what is below a resource once"))))
                    .described("", "alpha tree-view --blockers"),
                leaf(
                        "shell",
                        "[<resource-name>]",
                        "Open a shell in the pod of a resource",
                        Arity.exactly(1),
                        flags(
                            groups.connect(),
                            List.of(
                                Flag.string(
                                    "container", "c", "", "container; the first one by default"))))
                    .described("", "alpha shell web"),
                leaf(
                        "updog",
                        "[flags]",
                        "Serve objects of files without a Tiltfile",
                        Arity.exactly(0),
                        flags(
                            groups.connect(),
                            List.of(
                                Flag.strings(
                                    "filename", "f", "files or addresses that hold the objects"))))
                    .described("", "alpha updog -f objects.yaml"),
                leaf(
                    "tiltfile-result",
                    "[flags]",
                    "Evaluate a Tiltfile and print the result as JSON",
                    Arity.ANY,
                    List.of(
                        Flag.string("file", "f", "Tiltfile", "the Tiltfile to evaluate"),
                        Flag.string(
                            "context",
                            "",
                            "",
                            "kubeconfig context to use instead of the current one"),
                        Flag.bool(
                            "builtin-timings", "b", "print how long each builtin took instead"),
                        Flag.duration(
                            "dur-threshold", "", "", "leave out builtins that were quicker"))))));
  }

  private static List<Flag> longOnly() {
    return List.of(Flag.bool("debug", "", "log everything"), Flag.bool("verbose", "", "log more"));
  }

  private static Command analytics() {
    return new Command(
        "analytics",
        List.of(),
        " ",
        "Show the choice about usage data, of which none is ever sent",
        "",
        List.of(),
        List.of(),
        Arity.ANY,
        false,
        List.of(
            leaf(
                    "opt",
                    "[flags]",
                    "Record a choice: in, out or default; no data are sent either way",
                    Arity.ANY,
                    List.of())
                .described("", "analytics opt out")));
  }

  private static Command completion() {
    List<Command> shells =
        List.of("bash", "fish", "powershell", "zsh").stream()
            .map(shell ->
                leaf(
                    shell,
                    shell.equals("bash") ? " " : "[flags]",
                    "Print the completion script for " + shell,
                    Arity.exactly(0),
                    List.of(Flag.bool("no-descriptions", "", "complete without descriptions"))))
            .toList();
    return group("completion", "Print a script that completes commands in a shell", shells)
        .described(
            "Prints a script that makes a shell complete commands, flags and names of resources.",
            "completion bash >~/.local/share/bash-completion/completions/camber",
            "completion fish | source");
  }
}
