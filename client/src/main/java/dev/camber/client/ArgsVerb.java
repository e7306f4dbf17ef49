package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.text.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code args}. Source: spec CLI and API, section 2.4. */
final class ArgsVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    List<String> wanted = flags.positional();
    boolean clear = flags.bool("clear");
    if (clear && !wanted.isEmpty()) {
      throw Refused.error("--clear cannot be specified with other values");
    }
    Api api = Api.of(Session.of(flags, surroundings));
    Api.Type type = api.type("tiltfiles");
    List<String> now = new ArrayList<>();
    for (Json arg :
        api.get(type, "(Tiltfile)")
            .at("spec", "args")
            .flatMap(Json::asArray)
            .orElse(JsonArray.EMPTY)) {
      arg.asString().ifPresent(now::add);
    }
    if (wanted.isEmpty() && !clear) {
      wanted = edited(now, surroundings);
    }
    if (wanted.equals(now)) {
      surroundings.err().println("Tilt is already running with those args -- no action taken");
      return 0;
    }
    JsonObject spec = JsonObject.builder().put("args", Json.strings(wanted)).build();
    api.write(
        "PATCH",
        type.path("(Tiltfile)"),
        "application/merge-patch+json",
        JsonObject.builder().put("spec", spec).build());
    surroundings
        .err()
        .println(
            "Changed config args for Tilt running at "
                + flags.string("host")
                + ":"
                + flags.integer("port")
                + " to ["
                + String.join(" ", wanted)
                + "]");
    return 0;
  }

  private static List<String> edited(List<String> now, Surroundings surroundings)
      throws Refused, IOException {
    String text =
        "# edit args for the running Tilt here\n"
            + String.join(" ", now.stream().map(ShellWords::quoted).toList())
            + "\n";
    String saved = Editor.of(surroundings, "TILT_EDITOR", "EDITOR").edit(text, ".txt");
    List<String> lines =
        saved.lines().filter(l -> !l.isBlank() && !l.stripLeading().startsWith("#")).toList();
    if (lines.isEmpty()) {
      throw Refused.error(
          "must have exactly one non-comment line, found zero. If you want to clear the args, use `"
              + surroundings.programName()
              + " args --clear`");
    }
    if (lines.size() > 1) {
      throw Refused.error("cannot have multiple non-comment lines");
    }
    try {
      return ShellWords.split(lines.getFirst());
    } catch (ShellWords.Unterminated e) {
      throw Refused.error(
          "error parsing " + Quoted.go(lines.getFirst() + "\n") + ": " + e.getMessage());
    }
  }
}
