package dev.camber.model.cli;

import static dev.camber.model.cli.Command.flags;
import static dev.camber.model.cli.Command.group;
import static dev.camber.model.cli.Command.leaf;

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

  private static final String TILTFILE_ARGS = "[<flags>] [-- <Tiltfile args>]";

  private final int port;
  private final String host;

  private Commands(int port, String host) {
    this.port = port;
    this.host = host;
  }

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
    Commands commands = new Commands(port, host);
    return new CommandLine(commands.root(name), commands.everywhere());
  }

  private List<Flag> everywhere() {
    return List.of(
        Flag.bool("debug", "d", "log everything, also what is only of use to Camber's authors"),
        Flag.bool("verbose", "v", "log more"),
        Flag.integer("klog", "", 0, "how much the Kubernetes client logs, 0 for nothing"));
  }

  private Command root(String name) {
    List<Command> all = new ArrayList<>();
    all.addAll(sessionCommands());
    all.addAll(clientCommands());
    all.addAll(objectCommands());
    all.addAll(overviewCommands());
    all.addAll(otherCommands());
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

  private List<Flag> connect() {
    return List.of(
        Flag.string("host", "", host, "host of the running session"),
        Flag.integer("port", "", port, "port of the running session's page"));
  }

  private List<Flag> serve() {
    return List.of(
        Flag.string("host", "", host, "address to listen on"),
        Flag.integer("port", "", port, "port of the page, 0 for no page"),
        Flag.string("web-mode", "", "default", "accepted and ignored: the page is built in"),
        Flag.integer("webdev-port", "", 46764, "accepted and ignored"));
  }

  private static List<Flag> tiltfile() {
    return List.of(
        Flag.string("file", "f", "Tiltfile", "the Tiltfile to evaluate"),
        Flag.string("context", "", "", "kubeconfig context to use instead of the current one"),
        Flag.string("namespace", "", "", "namespace for objects that name none"));
  }

  private static List<Flag> logFilter() {
    return List.of(
        Flag.string("log-level", "", "", "show only lines of this level: warn or error"),
        Flag.string(
            "log-source",
            "",
            "all",
            "show only lines of builds, or of what runs: all, build, runtime"),
        Flag.strings("log-resource", "", "show only lines of these resources"),
        Flag.string(
            "output-snapshot-on-exit",
            "",
            "",
            "write a snapshot of the session to this file at the end"));
  }

  private List<Command> sessionCommands() {
    return List.of(
        leaf(
                "up",
                TILTFILE_ARGS,
                "Start a session: run everything the Tiltfile names and keep it up to date",
                Arity.ANY,
                flags(
                    tiltfile(),
                    serve(),
                    logFilter(),
                    List.of(
                        Flag.bool("stream", "", "print the log instead of showing the prompt"),
                        Flag.bool("legacy", "", "the full-screen view in the terminal"),
                        Flag.string(
                            "update-mode",
                            "",
                            "auto",
                            "how to update containers: auto, image, container or exec"),
                        Flag.bool("disable-port-forwards", "", "open no port-forward"),
                        Flag.bool("logactions", "", "log what the engine does").asHidden())))
            .described(
                """
                Starts a session: evaluates the Tiltfile, builds, deploys and runs what it names, and keeps all of it up to
                date while you edit. Words after `--` go to the Tiltfile; without `config.parse` in it they name the resources
                to enable.\
                """,
                "up",
                "up web db",
                "up -f other/Tiltfile -- --debug"),
        leaf(
                "ci",
                TILTFILE_ARGS,
                "Run everything once; end when all is healthy or something failed",
                Arity.ANY,
                flags(
                    tiltfile(),
                    serve(),
                    logFilter(),
                    List.of(
                        Flag.duration(
                            "timeout", "", "30m0s", "give up after this time, 0 for never"))))
            .described(
                """
                Starts a session that ends by itself: with 0 when every resource is ready and every job has succeeded,
                with 1 when something failed or took too long.\
                """),
        leaf(
                "down",
                TILTFILE_ARGS,
                "Delete from the cluster and from Compose what `up` created",
                Arity.ANY,
                flags(
                    tiltfile(),
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

  private List<Command> clientCommands() {
    return List.of(
        leaf(
            "logs",
            "[resource...]",
            "Print the log of a running session",
            Arity.ANY,
            flags(
                connect(),
                List.of(
                    Flag.bool("follow", "f", "keep printing what comes"),
                    Flag.bool("json", "", "print one JSON object a line"),
                    Flag.string("level", "", "", "show only lines of this level: warn or error"),
                    Flag.string("source", "", "all", "all, build or runtime"),
                    Flag.string(
                        "since", "", "", "show only lines that are younger than this, e.g. 5m"),
                    Flag.integer("tail", "", -1, "show only so many of the lines there are")))),
        leaf("trigger", "[RESOURCE_NAME]", "Update a resource now", Arity.exactly(1), connect()),
        leaf(
            "enable",
            "{--all | [--only] <resource>...}",
            "Enable resources",
            Arity.ANY,
            flags(
                connect(),
                List.of(
                    Flag.bool("all", "", "enable every resource"),
                    Flag.bool("only", "", "disable all others"),
                    Flag.strings("labels", "l", "enable the resources with these labels")))),
        leaf(
            "disable",
            "{--all | <resource>...}",
            "Disable resources",
            Arity.ANY,
            flags(
                connect(),
                List.of(
                    Flag.bool("all", "", "disable every resource"),
                    Flag.strings("labels", "l", "disable the resources with these labels")))));
  }

  private List<Command> overviewCommands() {
    Flag noHeaders = Flag.bool("no-headers", "", "leave the header out");
    return List.of(
        leaf(
                "status",
                "[resource...]",
                "Show how the resources of a running session are doing",
                Arity.ANY,
                flags(
                    connect(),
                    List.of(
                        Flag.bool(
                            "check",
                            "",
                            "end with 1 if something failed, with 2 if something is not ready yet"),
                        noHeaders)))
            .described("", "status", "status web db --check"),
        leaf(
                "why",
                "[resource...]",
                "Explain what resources wait for, what failed and what changed",
                Arity.ANY,
                connect())
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
            List.of(noHeaders)));
  }

  private List<Command> objectCommands() {
    return List.of(
        leaf(
                "get",
                "TYPE [NAME | -l label]",
                "Show objects of a running session",
                Arity.ANY,
                flags(
                    connect(),
                    print(),
                    List.of(
                        Flag.string("field-selector", "", "", "filter by metadata.name"),
                        Flag.bool("ignore-not-found", "", "end well if an object does not exist"),
                        Flag.strings("label-columns", "L", "labels to show as columns"),
                        Flag.bool("no-headers", "", "leave the header out"),
                        Flag.string("selector", "l", "", "filter by labels"),
                        Flag.bool("show-kind", "", "show the kind before each name"),
                        Flag.bool("show-labels", "", "show all labels as the last column"),
                        Flag.string("sort-by", "", "", "order by the value at this JSONPath"),
                        Flag.bool("watch", "w", "keep showing changes"),
                        Flag.bool("watch-only", "", "show changes only"))))
            .described("", "get uiresources", "get uiresource web -o yaml", "get cmds -w"),
        leaf(
            "describe",
            "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
            "Show every field of objects",
            Arity.ANY,
            flags(
                connect(),
                List.of(
                    Flag.strings("filename", "f", "files that name the objects"),
                    Flag.string("kustomize", "k", "", "a kustomization that names the objects"),
                    Flag.bool("recursive", "R", "read directories below, too"),
                    Flag.string("selector", "l", "", "filter by labels")))));
  }

  private static List<Flag> print() {
    return List.of(
        Flag.string(
            "output",
            "o",
            "",
            "how to print: json, yaml, name, wide, jsonpath=..., custom-columns=..."),
        Flag.string("template", "", "", "template for the formats that take one"),
        Flag.bool("allow-missing-template-keys", "", "missing keys print as nothing")
            .withDefault("true"),
        Flag.bool("show-managed-fields", "", "keep metadata.managedFields"));
  }

  private List<Command> otherCommands() {
    return List.of(
        leaf(
                "demo",
                "[flags]",
                "Run a small sample project and say what to try",
                Arity.ANY,
                flags(
                    serve(),
                    List.of(
                        Flag.bool(
                            "cluster",
                            "",
                            "run it on Kubernetes instead of as processes of this machine"),
                        Flag.bool("no-open", "", "do not open the page in a browser"))))
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
        group(
            "alpha",
            "Commands that may change",
            List.of(
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
}
