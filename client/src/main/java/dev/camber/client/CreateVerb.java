package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code create -f}. Source: spec CLI and API, section 4. */
final class CreateVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    if (!Manifests.given(flags)) {
      // The reference ends well here, and scripts may rely on it.
      surroundings.err().println("Error: must specify one of -f and -k\n");
      return 0;
    }
    Output output = Output.ofWrite(flags, surroundings);
    Writing writing = Writing.of(flags);
    List<Manifests.Manifest> manifests = new ArrayList<>();
    for (Manifests.Manifest manifest : Manifests.read(flags, surroundings)) {
      if (Manifests.matches(manifest.object(), flags.string("selector"))) {
        manifests.add(manifest);
      }
    }
    if (flags.bool("edit")) {
      manifests = edited(manifests, flags, surroundings);
    }
    int created = 0;
    Failures failures = new Failures();
    for (Manifests.Manifest manifest : manifests) {
      try {
        create(manifest, flags, api, writing, output, surroundings);
        created++;
      } catch (Refused e) {
        failures.add(e);
      }
    }
    failures.raise(surroundings);
    if (created == 0) {
      throw Refused.plain("error: no objects passed to create");
    }
    return 0;
  }

  private static void create(
      Manifests.Manifest manifest,
      ParsedFlags flags,
      Api api,
      Writing writing,
      Output output,
      Surroundings surroundings)
      throws Refused, IOException {
    Api.Type type = api.typeOf(manifest.object(), manifest.source());
    JsonObject object =
        flags.bool("save-config") ? LastApplied.noted(manifest.object()) : manifest.object();
    JsonObject result = object;
    if (!writing.byClient()) {
      try {
        result = api.write("POST", type.path() + writing.query(), "application/json", object);
      } catch (Refused e) {
        throw e.during("error when creating \"" + manifest.source() + "\"");
      }
    }
    output.done(result, "created" + writing.suffix(), surroundings.out());
  }

  private static List<Manifests.Manifest> edited(
      List<Manifests.Manifest> manifests, ParsedFlags flags, Surroundings surroundings)
      throws Refused, IOException {
    StringBuilder text = new StringBuilder(EditVerb.HEADER);
    try {
      text.append(
          YamlWriter.kubernetesStream(manifests.stream().map(Manifests.Manifest::object).toList()));
    } catch (YamlException e) {
      throw Refused.plain("error: " + e.getMessage());
    }
    String changed = EditVerb.lineEndings(text.toString(), flags.bool("windows-line-endings"));
    changed = Editor.of(surroundings, "KUBE_EDITOR", "EDITOR").edit(changed, ".yaml");
    List<Manifests.Manifest> out = new ArrayList<>();
    Manifests.add(EditVerb.withoutComments(changed), "edited-file", out);
    return out;
  }
}
