package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.patch.JsonPatch;
import dev.camber.model.patch.MergePatch;
import dev.camber.model.patch.PatchException;
import dev.camber.model.patch.StrategicMergePatch;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code patch}. Source: spec CLI and API, section 4. */
final class PatchVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    Output output = Output.ofWrite(flags, surroundings);
    String type = flags.string("type");
    String contentType =
        switch (type) {
          case "json" -> "application/json-patch+json";
          case "merge" -> "application/merge-patch+json";
          case "strategic" -> "application/strategic-merge-patch+json";
          default ->
              throw Refused.plain(
                  "error: --type must be one of [json merge strategic], not \"" + type + "\"");
        };
    Json patch = patch(flags, surroundings);
    Writing writing = Writing.of(flags);
    if (flags.bool("local")) {
      return local(flags, surroundings, output, type, patch);
    }
    for (Selection selection : Selection.of(flags, api, surroundings)) {
      if (selection.names().isEmpty()) {
        throw Refused.plain("error: resource(s) were provided, but no name was specified");
      }
      for (String name : selection.names()) {
        JsonObject before = api.get(selection.type(), name);
        JsonObject after =
            writing.byClient()
                ? applied(before, type, patch)
                : api.write(
                    "PATCH", selection.type().path(name) + writing.query(), contentType, patch);
        boolean changed = !content(before).equals(content(after));
        output.done(
            after,
            "patched" + writing.suffix() + (changed ? "" : " (no change)"),
            surroundings.out());
      }
    }
    return 0;
  }

  private static Json content(JsonObject object) {
    return Output.withoutManagedFields(object)
        .asObject()
        .<Json>map(o ->
            o.with(
                "metadata",
                o.at("metadata")
                    .flatMap(Json::asObject)
                    .orElse(JsonObject.EMPTY)
                    .without("resourceVersion")))
        .orElse(object);
  }

  private static int local(
      ParsedFlags flags, Surroundings surroundings, Output output, String type, Json patch)
      throws Refused {
    if (!Manifests.given(flags)) {
      throw Refused.plain("error: one or more files must be specified as -f or -k with --local");
    }
    List<JsonObject> results = new ArrayList<>();
    for (Manifests.Manifest manifest : Manifests.read(flags, surroundings)) {
      results.add(applied(manifest.object(), type, patch));
    }
    for (JsonObject result : results) {
      output.done(result, "patched", surroundings.out());
    }
    return 0;
  }

  private static JsonObject applied(JsonObject object, String type, Json patch) throws Refused {
    try {
      Json result =
          switch (type) {
            case "json" -> JsonPatch.apply(object, patch);
            case "merge" -> MergePatch.apply(object, patch);
            default -> StrategicMergePatch.apply(object, patch);
          };
      return result
          .asObject()
          .orElseThrow(() -> Refused.plain("error: the patch leaves no object behind"));
    } catch (PatchException e) {
      throw Refused.plain("error: " + e.getMessage());
    }
  }

  private static Json patch(ParsedFlags flags, Surroundings surroundings) throws Refused {
    String text = flags.string("patch");
    String file = flags.string("patch-file");
    if (text.isEmpty() && file.isEmpty()) {
      throw Refused.plain(
          "error: must specify --patch or --patch-file containing the contents of the patch");
    }
    if (!text.isEmpty() && !file.isEmpty()) {
      throw Refused.plain("error: cannot specify --patch and --patch-file together");
    }
    if (!file.isEmpty()) {
      try {
        text = Files.readString(surroundings.directory().resolve(file));
      } catch (IOException e) {
        throw Refused.plain("error: unable to read patch file: " + e);
      }
    }
    try {
      return Yaml.read(text, YamlSchema.KUBERNETES);
    } catch (YamlException e) {
      throw Refused.plain(
          "error: unable to parse "
              + dev.camber.model.text.Quoted.go(text)
              + ": "
              + e.getMessage());
    }
  }
}
