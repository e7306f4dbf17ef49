package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code edit}. Source: spec CLI and API, section 4. */
final class EditVerb implements Verb {
  static final String HEADER =
      """
      # Please edit the object below. Lines beginning with a '#' will be ignored,
      # and an empty file will abort the edit. If an error occurs while saving this file will be
      # reopened with the relevant failures.
      #
      """;

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    Output output = Output.ofWrite(flags, surroundings);
    if (flags.bool("output-patch") && !flags.string("output").isEmpty()) {
      throw Refused.plain("error: the edit doesn't support output the patch");
    }
    Writing writing = Writing.of(flags);
    List<JsonObject> objects = new ArrayList<>();
    for (Selection selection : Selection.of(flags, api, surroundings)) {
      if (selection.names().isEmpty()) {
        throw Refused.plain("error: resource(s) were provided, but no name was specified");
      }
      objects.addAll(selection.objects(flags, api));
    }
    for (JsonObject object : objects) {
      if (!edit(object, flags, api, writing, output, surroundings)) {
        return 1;
      }
    }
    return 0;
  }

  private static boolean edit(
      JsonObject object,
      ParsedFlags flags,
      Api api,
      Writing writing,
      Output output,
      Surroundings surroundings)
      throws Refused, IOException {
    Json shown = flags.bool("show-managed-fields") ? object : Output.withoutManagedFields(object);
    boolean json = flags.string("output").equals("json");
    String body = text(shown, json);
    String before = lineEndings(HEADER + body, flags.bool("windows-line-endings"));
    Editor editor = Editor.of(surroundings, "KUBE_EDITOR", "EDITOR");
    boolean again = false;
    while (true) {
      String after = editor.edit(before, json ? ".json" : ".yaml");
      String content = withoutComments(after);
      if (content.isBlank() || content.equals(withoutComments(before))) {
        if (again) {
          surroundings.err().println("Edit cancelled, no valid changes were saved.");
          return false;
        }
        surroundings
            .err()
            .println(
                content.isBlank()
                    ? "Edit cancelled, saved file was empty."
                    : "Edit cancelled, no changes made.");
        return true;
      }
      try {
        save(object, shown, content, flags, api, writing, output, surroundings);
        return true;
      } catch (Refused e) {
        // Once more, with the reason on top, so that nothing of the work is lost.
        surroundings.err().println(e.line());
        before =
            lineEndings(HEADER + comment(e.line()) + content, flags.bool("windows-line-endings"));
        again = true;
      }
    }
  }

  private static void save(
      JsonObject object,
      Json shown,
      String content,
      ParsedFlags flags,
      Api api,
      Writing writing,
      Output output,
      Surroundings surroundings)
      throws Refused, IOException {
    List<Manifests.Manifest> read = new ArrayList<>();
    Manifests.add(content, "edited file", read);
    if (read.size() != 1) {
      throw Refused.plain("error: found " + read.size() + " objects in the edited file, wanted 1");
    }
    JsonObject edited = read.getFirst().object();
    if (!Output.nameOf(edited).equals(Output.nameOf(object))) {
      throw Refused.plain(
          "error: kind and name may not be changed: found "
              + Output.nameOf(edited)
              + ", wanted "
              + Output.nameOf(object));
    }
    if (flags.bool("save-config")) {
      edited = LastApplied.noted(edited);
    }
    JsonObject patch = LastApplied.difference(shown.asObject().orElse(JsonObject.EMPTY), edited);
    if (flags.bool("output-patch")) {
      surroundings.out().println("Patch: " + patch.compact());
    }
    Api.Type type = api.typeOf(object, "");
    String name = object.stringAt("metadata", "name").orElse("");
    JsonObject result =
        api.write(
            "PATCH", type.path(name) + writing.query(), "application/merge-patch+json", patch);
    output.done(result, "edited", surroundings.out());
  }

  private static String text(Json object, boolean json) throws Refused {
    try {
      return json ? object.pretty() + "\n" : YamlWriter.kubernetes(object);
    } catch (YamlException e) {
      throw Refused.plain("error: " + e.getMessage());
    }
  }

  private static String comment(String text) {
    StringBuilder out = new StringBuilder();
    text.lines().forEach(line -> out.append("# ").append(line).append('\n'));
    return out.append("#\n").toString();
  }

  static String lineEndings(String text, boolean windows) {
    return windows ? text.replace("\n", "\r\n") : text;
  }

  /** The text without its comment lines and without the line ends of Windows. */
  static String withoutComments(String text) {
    StringBuilder out = new StringBuilder();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }
}
