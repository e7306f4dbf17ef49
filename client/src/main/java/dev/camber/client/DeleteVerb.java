package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code delete}. Source: spec CLI and API, section 4. */
final class DeleteVerb implements Verb {
  private static final Duration PATIENCE = Duration.ofDays(7);

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    if (!flags.string("raw").isEmpty()) {
      JsonObject answer = api.call("DELETE", flags.string("raw"), "", "", Map.of());
      surroundings.out().println(answer.compact());
      return 0;
    }
    String format = flags.string("output");
    if (!format.isEmpty() && !format.equals("name")) {
      throw Refused.plain(
          "error: unexpected -o output mode: " + format + ". We only support '-o name'.");
    }
    cascade(flags);
    Writing writing = Writing.of(flags);
    List<Target> targets = targets(flags, api, surroundings);
    if (flags.bool("interactive") && !targets.isEmpty() && !confirmed(targets, surroundings)) {
      surroundings.out().println("deletion is cancelled");
      return 0;
    }
    Failures failures = new Failures();
    int deleted = 0;
    for (Target target : targets) {
      try {
        delete(target, flags, api, writing, surroundings);
        deleted++;
      } catch (Refused e) {
        if (!e.reason().equals("NotFound") || !lenient(flags)) {
          failures.add(
              target.source().isEmpty()
                  ? e
                  : e.during("error when deleting \"" + target.source() + "\""));
        }
      }
    }
    failures.raise(surroundings);
    if (deleted == 0 && targets.isEmpty()) {
      surroundings.out().println("No resources found");
    }
    return 0;
  }

  private record Target(Api.Type type, String name, String source) {}

  private static boolean lenient(ParsedFlags flags) {
    // What --all names was there a moment ago: that it is gone is what was wanted.
    return flags.bool("ignore-not-found") || flags.bool("all");
  }

  static String cascade(ParsedFlags flags) throws Refused {
    return switch (flags.string("cascade")) {
      case "background", "true" -> "Background";
      case "foreground" -> "Foreground";
      case "orphan", "false" -> "Orphan";
      default ->
          throw Refused.plain(
              "error: invalid cascade value ("
                  + flags.string("cascade")
                  + "). Must be \"background\", \"foreground\", or \"orphan\"");
    };
  }

  private static List<Target> targets(ParsedFlags flags, Api api, Surroundings surroundings)
      throws Refused, IOException {
    boolean selects =
        !flags.string("selector").isEmpty() || !flags.string("field-selector").isEmpty();
    boolean all = flags.bool("all");
    if (all && selects && !flags.string("selector").isEmpty()) {
      throw Refused.plain("error: cannot set --all and --selector at the same time");
    }
    List<Target> out = new ArrayList<>();
    for (Selection selection : Selection.of(flags, api, surroundings)) {
      if (!selection.names().isEmpty()) {
        if (selects || (all && selection.source().isEmpty())) {
          throw Refused.plain("error: name cannot be provided when a selector is specified");
        }
        selection
            .names()
            .forEach(n -> out.add(new Target(selection.type(), n, selection.source())));
        continue;
      }
      if (!all && !selects) {
        throw Refused.plain("error: resource(s) were provided, but no name was specified");
      }
      for (JsonObject object : selection.objects(flags, api)) {
        out.add(new Target(selection.type(), object.stringAt("metadata", "name").orElse(""), ""));
      }
    }
    return out;
  }

  private static boolean confirmed(List<Target> targets, Surroundings surroundings)
      throws IOException {
    surroundings
        .out()
        .println("You are about to delete the following " + targets.size() + " resource(s):");
    targets.forEach(t -> surroundings.out().println(t.type().qualified() + "/" + t.name()));
    surroundings.out().print("Do you want to continue? (y/N): ");
    surroundings.out().flush();
    StringBuilder answer = new StringBuilder();
    for (int c = surroundings.in().read(); c >= 0 && c != '\n'; c = surroundings.in().read()) {
      answer.append((char) c);
    }
    return answer.toString().strip().equalsIgnoreCase("y");
  }

  private static void delete(
      Target target, ParsedFlags flags, Api api, Writing writing, Surroundings surroundings)
      throws Refused, IOException {
    if (writing.byClient()) {
      api.get(target.type(), target.name());
    } else {
      boolean waits = flags.bool("wait") && !flags.bool("force");
      delete(flags, api, target.type(), target.name(), writing, waits);
    }
    String name = target.type().qualified();
    if (flags.string("output").equals("name")) {
      surroundings.out().println(name + "/" + target.name());
      return;
    }
    String what = flags.bool("force") ? "force deleted" : "deleted";
    surroundings.out().println(name + " \"" + target.name() + "\" " + what + writing.suffix());
  }

  /** Deletes one object and, if asked, waits until it is gone. */
  static void delete(
      ParsedFlags flags, Api api, Api.Type type, String name, Writing writing, boolean waits)
      throws Refused, IOException {
    JsonObject options =
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("kind", "DeleteOptions")
            .put("propagationPolicy", cascade(flags))
            .build();
    String query = writing.dryRun().equals("server") ? "?dryRun=All" : "";
    JsonObject deleted =
        api.call(
            "DELETE", type.path(name) + query, "application/json", options.compact(), Map.of());
    java.util.Optional<String> uid = deleted.stringAt("metadata", "uid");
    if (!waits || !query.isEmpty()) {
      return;
    }
    Duration limit = flags.duration("timeout");
    java.util.Optional<JsonObject> still = api.find(type, name);
    // Another object of the same name, which a session makes at once for some kinds, does not
    // count.
    if (still.isEmpty() || !still.get().stringAt("metadata", "uid").equals(uid)) {
      return;
    }
    boolean gone =
        Watch.named(api, type, name)
            .follow(
                still.get().stringAt("metadata", "resourceVersion").orElse("0"),
                limit.isZero() ? PATIENCE : limit,
                (event, object) ->
                    !event.equals("DELETED") && object.stringAt("metadata", "uid").equals(uid));
    if (!gone && api.find(type, name).flatMap(o -> o.stringAt("metadata", "uid")).equals(uid)) {
      throw Refused.plain(
          "error: timed out waiting for the condition on " + type.plural() + "/" + name);
    }
  }
}
