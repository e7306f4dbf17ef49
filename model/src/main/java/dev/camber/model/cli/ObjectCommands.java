package dev.camber.model.cli;

import static dev.camber.model.cli.Command.flags;
import static dev.camber.model.cli.Command.leaf;

import dev.camber.model.flags.Flag;
import java.util.List;

/** Commands that read objects as kubectl does. Source: spec CLI and API, section 4. */
final class ObjectCommands {
  private ObjectCommands() {}

  static List<Command> all(FlagGroups groups) {
    return List.of(
        get(groups),
        describe(groups),
        explain(groups),
        apiResources(groups),
        waitFor(groups),
        ObjectWrites.create(groups),
        ObjectWrites.apply(groups),
        ObjectWrites.edit(groups),
        ObjectWrites.patch(groups),
        ObjectWrites.delete(groups));
  }

  static Command get(FlagGroups groups) {
    return leaf(
            "get",
            "TYPE [NAME | -l label]",
            "Show objects of a running session",
            Arity.ANY,
            flags(
                groups.connect(),
                FlagGroups.print(", wide, custom-columns=..., custom-columns-file=..."),
                FlagGroups.files("that name the objects"),
                List.of(
                    FlagGroups.fieldSelector(),
                    Flag.bool("ignore-not-found", "", "end well if an object does not exist"),
                    Flag.strings("label-columns", "L", "labels to show as columns"),
                    Flag.bool("no-headers", "", "leave the header out"),
                    Flag.string("raw", "", "", "print what the session answers at this path"),
                    FlagGroups.selector(),
                    Flag.bool("show-kind", "", "show the kind before each name"),
                    Flag.bool(
                        "show-labels",
                        "",
                        "show all labels as the last column (default hide labels column)"),
                    Flag.string("sort-by", "", "", "order by the value at this JSONPath"),
                    Flag.bool(
                        "output-watch-events",
                        "",
                        "say with each change what kind of change it is"),
                    Flag.bool("watch", "w", "keep showing changes"),
                    Flag.bool("watch-only", "", "show changes only"))))
        .described(
            "",
            "get uiresources",
            "get uiresource web -o yaml",
            "get uiresource/web cmd/web:update",
            "get uiresource web -o 'jsonpath={.status.updateStatus}'",
            "get cmds -w");
  }

  private static Command describe(FlagGroups groups) {
    return leaf(
            "describe",
            "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
            "Show every field of objects",
            Arity.ANY,
            flags(
                groups.connect(),
                FlagGroups.files("that name the objects"),
                List.of(FlagGroups.selector())))
        .described("", "describe uiresource web", "describe cmd -l team=a");
  }

  private static Command explain(FlagGroups groups) {
    return leaf(
            "explain",
            "RESOURCE",
            "Say what the fields of a kind mean",
            Arity.ANY,
            flags(
                groups.connect(),
                List.of(
                    Flag.string("api-version", "", "", "group/version of the kind"),
                    Flag.bool("recursive", "", "list the fields of fields, without their texts"))))
        .described("", "explain uiresource", "explain cmd.spec.readinessProbe");
  }

  static Command apiResources(FlagGroups groups) {
    return leaf(
            "api-resources",
            "[flags]",
            "List the kinds of objects there are",
            Arity.ANY,
            flags(
                groups.connect(),
                List.of(
                    Flag.string("api-group", "", "", "only kinds of this group"),
                    Flag.bool("cached", "", "accepted and ignored: asking is quick"),
                    Flag.bool("namespaced", "", "only kinds that live in namespaces, or do not")
                        .withDefault("true"),
                    Flag.string("sort-by", "", "", "name or kind"),
                    Flag.strings("verbs", "", "only kinds that know all of these verbs"))))
        .described("", "api-resources --sort-by kind");
  }

  private static Command waitFor(FlagGroups groups) {
    return leaf(
            "wait",
            "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)])"
                + " [--for=delete|--for condition=available]",
            "Wait until objects are as they should be",
            Arity.ANY,
            flags(
                groups.connect(),
                FlagGroups.print(""),
                List.of(
                    Flag.strings("filename", "f", "files that name the objects"),
                    Flag.bool("recursive", "R", "read the directories below the named ones, too")
                        .withDefault("true"),
                    Flag.bool("all", "", "every object of the type"),
                    Flag.bool("all-namespaces", "A", "accepted and ignored: there are none"),
                    FlagGroups.fieldSelector(),
                    Flag.stringArray(
                        "for",
                        "",
                        "create, delete, condition=NAME[=VALUE] or jsonpath='{PATH}'[=VALUE]"),
                    Flag.bool("local", "", "only read the files, ask nobody"),
                    FlagGroups.selector(),
                    Flag.duration(
                        "timeout",
                        "",
                        "30s",
                        "how long to wait; 0 looks once, less than 0 waits a week"))))
        .described(
            "",
            "wait --for=condition=Ready uiresource/web",
            "wait --for=jsonpath='{.status.updateStatus}'=ok uiresource/web --timeout=1m",
            "wait --for=delete cmd/old");
  }
}
