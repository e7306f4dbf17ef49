package dev.camber.model.cli;

import static dev.camber.model.cli.Command.flags;
import static dev.camber.model.cli.Command.leaf;

import dev.camber.model.flags.Flag;
import java.util.List;

/** Commands that write objects as kubectl does. Source: spec CLI and API, section 4. */
final class ObjectWrites {
  private ObjectWrites() {}

  static Command create(FlagGroups groups) {
    return new Command(
        "create",
        List.of(),
        "-f FILENAME",
        "Create objects",
        "",
        List.of("create -f button.yaml", "create cmd tests make test"),
        flags(
            groups.connect(),
            FlagGroups.print(""),
            FlagGroups.files("that hold the objects"),
            List.of(
                FlagGroups.dryRun(),
                Flag.bool("edit", "", "open the objects in an editor first"),
                Flag.bool("save-config", "", "note what was written, for apply"),
                FlagGroups.selector(),
                FlagGroups.validate(),
                FlagGroups.windowsLineEndings())),
        Arity.ANY,
        false,
        List.of(cmd(groups), ext(groups), filewatch(groups), repo(groups)));
  }

  private static Command cmd(FlagGroups groups) {
    return leaf(
            "cmd",
            "NAME COMMAND [ARG...]",
            "Create a command that the session runs",
            Arity.atLeast(2),
            flags(
                groups.connect(),
                FlagGroups.print(""),
                List.of(
                    Flag.stringArray("env", "e", "a variable for the command, NAME=VALUE"),
                    Flag.strings("filewatch", "", "file watches that run it again"),
                    Flag.string("workdir", "w", "", "where it runs; this directory by default"))))
        .described(
            "Creates a command that the session runs. Flags of this command stand before NAME.",
            "create cmd hello echo hello",
            "create cmd --filewatch src tests make test")
        .endingFlagsAtFirstWord();
  }

  private static Command ext(FlagGroups groups) {
    return leaf(
            "ext",
            "NAME [ARG...]",
            "Load an extension",
            Arity.atLeast(1),
            flags(
                groups.connect(),
                FlagGroups.print(""),
                List.of(
                    Flag.string("path", "", "", "its path in the repository; NAME by default"),
                    Flag.string("repo", "", "default", "name of the extension repository"))))
        .described("", "create ext cancel", "create ext tests --repo mine -- --fast");
  }

  private static Command filewatch(FlagGroups groups) {
    return leaf(
            "filewatch",
            "[NAME] [PATHS] --ignore [IGNORES]",
            "Watch files",
            Arity.atLeast(2),
            flags(
                groups.connect(),
                FlagGroups.print(""),
                List.of(Flag.strings("ignore", "", "patterns of files to leave out"))))
        .described("", "create filewatch src ./src ./web --ignore '**/*.tmp'")
        .alsoCalled("fw");
  }

  private static Command repo(FlagGroups groups) {
    return leaf(
            "repo",
            "NAME URL [ARG...]",
            "Name a repository of extensions",
            Arity.atLeast(2),
            flags(
                groups.connect(),
                FlagGroups.print(""),
                List.of(Flag.string("ref", "", "", "branch, tag or commit"))))
        .described("", "create repo mine https://example.com/extensions");
  }

  static Command apply(FlagGroups groups) {
    return leaf(
            "apply",
            "(-f FILENAME | -k DIRECTORY)",
            "Create objects, or change them to what files say",
            Arity.ANY,
            flags(
                groups.connect(),
                FlagGroups.print(""),
                FlagGroups.files("that hold the objects"),
                List.of(
                    Flag.bool("all", "", "with --prune: every object"),
                    FlagGroups.cascade(),
                    FlagGroups.dryRun(),
                    Flag.string(
                        "field-manager", "", "kubectl-client-side-apply", "who owns the fields"),
                    Flag.bool("force", "", "delete and create what cannot be changed"),
                    Flag.bool("force-conflicts", "", "with --server-side: take fields of others"),
                    Flag.integer(
                        "grace-period", "", -1, "accepted and ignored: nothing here has one"),
                    Flag.bool(
                            "openapi-patch",
                            "",
                            "accepted and ignored: lists are replaced either way")
                        .withDefault("true"),
                    Flag.bool("overwrite", "", "change fields that somebody else changed")
                        .withDefault("true"),
                    Flag.bool("prune", "", "delete what was applied once and is not in the files"),
                    Flag.stringArray(
                        "prune-allowlist", "", "with --prune: only this group/version/kind"),
                    FlagGroups.selector(),
                    Flag.bool("server-side", "", "let the session join the fields"),
                    Flag.string("subresource", "", "", "what to change instead: status"),
                    Flag.duration(
                        "timeout",
                        "",
                        "0s",
                        "how long to wait for deletions, 0 for a sensible time"),
                    FlagGroups.validate(),
                    Flag.bool("wait", "", "wait until what is deleted is gone"))))
        .described("", "apply -f objects.yaml", "apply -R -f objects/ --dry-run=client");
  }

  static Command edit(FlagGroups groups) {
    return leaf(
            "edit",
            "(RESOURCE/NAME | -f FILENAME)",
            "Change objects in an editor",
            Arity.ANY,
            flags(
                groups.connect(),
                FlagGroups.print(""),
                FlagGroups.files("that name the objects"),
                List.of(
                    Flag.string("field-manager", "", "kubectl-edit", "who owns the fields"),
                    Flag.bool("output-patch", "", "print the change as a patch"),
                    Flag.bool("save-config", "", "note what was written, for apply"),
                    FlagGroups.validate(),
                    FlagGroups.windowsLineEndings())))
        .described(
            "Opens objects in an editor: KUBE_EDITOR, else EDITOR, else vi. What is saved is sent to the session.",
            "edit configmap settings",
            "edit cmd/web:update");
  }

  static Command patch(FlagGroups groups) {
    return leaf(
            "patch",
            "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
            "Change fields of objects",
            Arity.ANY,
            flags(
                groups.connect(),
                FlagGroups.print(""),
                FlagGroups.files("that name the objects"),
                List.of(
                    FlagGroups.dryRun(),
                    Flag.bool("local", "", "change the object in the file only, and print it"),
                    Flag.string("patch", "p", "", "the patch, JSON or YAML"),
                    Flag.string("patch-file", "", "", "a file with the patch"),
                    Flag.string("type", "", "strategic", "json, merge or strategic"))))
        .described(
            "",
            "patch configmap settings -p '{\"data\":{\"size\":\"xl\"}}'",
            "patch cm settings --type json -p '[{\"op\":\"remove\",\"path\":\"/data/size\"}]'");
  }

  static Command delete(FlagGroups groups) {
    return leaf(
            "delete",
            "([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])",
            "Delete objects",
            Arity.ANY,
            flags(
                groups.connect(),
                FlagGroups.files("that name the objects"),
                List.of(
                    Flag.bool("all", "", "every object of the type"),
                    Flag.bool("all-namespaces", "A", "accepted and ignored: there are none"),
                    FlagGroups.cascade(),
                    FlagGroups.dryRun(),
                    FlagGroups.fieldSelector(),
                    Flag.bool("force", "", "say so and do not wait"),
                    Flag.integer(
                        "grace-period", "", -1, "accepted and ignored: nothing here has one"),
                    Flag.bool("ignore-not-found", "", "end well if an object does not exist"),
                    Flag.bool("interactive", "i", "ask before"),
                    Flag.bool("now", "", "accepted and ignored: nothing here is slow to go"),
                    Flag.string("output", "o", "", "name, to print just the name"),
                    Flag.string("raw", "", "", "delete at this path of the API server"),
                    FlagGroups.selector(),
                    Flag.duration("timeout", "", "0s", "how long to wait, 0 for a sensible time"),
                    Flag.bool("wait", "", "wait until they are gone").withDefault("true"))))
        .described("", "delete cmd tests", "delete -f objects.yaml", "delete cmd -l team=a");
  }
}
