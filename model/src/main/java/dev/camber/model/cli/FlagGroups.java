package dev.camber.model.cli;

import dev.camber.model.flags.Flag;
import java.util.List;

/** Flags that several commands share. Source: spec CLI and API, section 1.3. */
final class FlagGroups {
  static final String TILTFILE_ARGS = "[<tilt flags>] [-- <Tiltfile args>]";

  private final int port;
  private final String host;

  FlagGroups(int port, String host) {
    this.port = port;
    this.host = host;
  }

  List<Flag> connect() {
    return List.of(
        Flag.string("host", "", host, "host of the running session"),
        Flag.integer("port", "", port, "port of the running session's page"));
  }

  List<Flag> serve() {
    return List.of(
        Flag.string("host", "", host, "address to listen on"),
        Flag.integer("port", "", port, "port of the page, 0 for no page"),
        Flag.webMode("web-mode", "accepted and ignored: the page is built in"),
        Flag.integer("webdev-port", "", 46764, "accepted and ignored"));
  }

  static List<Flag> tiltfile() {
    return List.of(
        Flag.string("file", "f", "Tiltfile", "the Tiltfile to evaluate"),
        Flag.string("context", "", "", "kubeconfig context to use instead of the current one"),
        Flag.string("namespace", "", "", "namespace for objects that name none"));
  }

  static List<Flag> logFilter() {
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

  /** How to print objects; {@code more} names the formats that only some commands have. */
  static List<Flag> print(String more) {
    return List.of(
        Flag.string(
            "output",
            "o",
            "",
            "how to print: json, yaml, kyaml, name, jsonpath=..., jsonpath-as-json=...,"
                + " jsonpath-file=..., go-template=..., go-template-file=..."
                + more),
        Flag.string(
            "template", "", "", "template, or the file of one, for the formats that take one"),
        Flag.bool("allow-missing-template-keys", "", "what a template does not find prints nothing")
            .withDefault("true"),
        Flag.bool("show-managed-fields", "", "keep metadata.managedFields"));
  }

  /** Which files hold or name the objects. */
  static List<Flag> files(String purpose) {
    return List.of(
        Flag.strings("filename", "f", "files, directories or addresses " + purpose),
        Flag.string("kustomize", "k", "", "directory of a kustomization " + purpose),
        Flag.bool("recursive", "R", "read the directories below the named ones, too"));
  }

  /** A session as JSON for programs. */
  static Flag events() {
    return Flag.bool(
        "json", "", "print what happens as JSON, one object a line, instead of the log");
  }

  /** Resources by the labels that their Tiltfile gives them. */
  static Flag resourceSelector() {
    return Flag.string(
        "selector", "l", "", "the resources with these labels: a=b, a!=b, a in (b,c), a, !a");
  }

  static Flag selector() {
    return Flag.string("selector", "l", "", "filter by labels: a=b, a!=b, a in (b,c), a, !a");
  }

  static Flag fieldSelector() {
    return Flag.string("field-selector", "", "", "filter by metadata.name");
  }

  static Flag dryRun() {
    return Flag.string(
            "dry-run",
            "",
            "none",
            "change nothing: none, client (ask nobody) or server (let the session check it)")
        .alone("unchanged");
  }

  static Flag validate() {
    return Flag.string(
            "validate",
            "",
            "strict",
            "what to do about unknown fields: strict (or true), warn, ignore (or false)")
        .alone("strict");
  }

  static Flag cascade() {
    return Flag.string(
            "cascade",
            "",
            "background",
            "what happens to owned objects: background, foreground or orphan")
        .alone("background");
  }

  static Flag windowsLineEndings() {
    return Flag.bool(
        "windows-line-endings", "", "end the lines of the edited file as Windows does");
  }
}
