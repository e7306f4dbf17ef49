package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.patch.MergePatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code apply}. Source: spec CLI and API, section 4. */
final class ApplyVerb implements Verb {
  private static final String MERGE = "application/merge-patch+json";

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    if (!Manifests.given(flags)) {
      throw Refused.error("must specify one of -f and -k");
    }
    Writing writing = Writing.of(flags);
    check(flags, writing);
    Run run = new Run(flags, surroundings, api, writing, Output.ofWrite(flags, surroundings));
    return run.all();
  }

  private static void check(ParsedFlags flags, Writing writing) throws Refused {
    boolean serverSide = flags.bool("server-side");
    if (serverSide && writing.byClient()) {
      throw Refused.plain(
          "error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
    }
    if (flags.bool("force-conflicts") && !serverSide) {
      throw Refused.plain("error: --force-conflicts only works with --server-side");
    }
    if (flags.bool("force") && serverSide) {
      throw Refused.plain("error: --force cannot be used with --server-side");
    }
    boolean selects = !flags.string("selector").isEmpty();
    if (flags.bool("prune") && !flags.bool("all") && !selects) {
      throw Refused.plain(
          "error: all resources selected for prune without explicitly passing --all. To prune all"
              + " resources, pass the --all flag. If you did not mean to prune all resources, specify"
              + " a label selector");
    }
    if (flags.bool("all") && selects) {
      throw Refused.plain("error: cannot set --all and --selector at the same time");
    }
    String subresource = flags.string("subresource");
    if (!subresource.isEmpty() && !subresource.equals("status")) {
      throw Refused.plain(
          "error: invalid subresource value: \"" + subresource + "\". Must be one of [status]");
    }
    DeleteVerb.cascade(flags);
  }

  /** One apply. */
  private record Run(
      ParsedFlags flags, Surroundings surroundings, Api api, Writing writing, Output output) {

    int all() throws Refused, IOException {
      List<Manifests.Manifest> manifests = new ArrayList<>();
      for (Manifests.Manifest manifest : Manifests.read(flags, surroundings)) {
        if (Manifests.matches(manifest.object(), flags.string("selector"))) {
          manifests.add(manifest);
        }
      }
      if (manifests.isEmpty()) {
        throw Refused.plain("error: no objects passed to apply");
      }
      Failures failures = new Failures();
      List<JsonObject> results = new ArrayList<>();
      List<String> words = new ArrayList<>();
      Set<String> applied = new HashSet<>();
      for (Manifests.Manifest manifest : manifests) {
        try {
          Api.Type type = api.typeOf(manifest.object(), manifest.source());
          applied.add(type.plural() + "/" + manifest.name());
          String what = apply(type, manifest, results);
          words.add(what + writing.suffix());
        } catch (Refused e) {
          failures.add(e);
        }
      }
      boolean asList = results.size() > 1 && output.isWholeObject();
      if (asList) {
        output.print(results, true, surroundings.out());
      } else {
        for (int i = 0; i < results.size(); i++) {
          output.done(results.get(i), words.get(i), surroundings.out());
        }
      }
      failures.raise(surroundings);
      if (flags.bool("prune")) {
        prune(applied);
      }
      return 0;
    }

    /** Applies one object; its new state goes to {@code results}. */
    private String apply(Api.Type type, Manifests.Manifest manifest, List<JsonObject> results)
        throws Refused, IOException {
      String below = flags.string("subresource").isEmpty() ? "" : "/status";
      if (flags.bool("server-side")) {
        results.add(serverSide(type, manifest, below));
        return "serverside-applied";
      }
      JsonObject wanted = LastApplied.noted(manifest.object());
      Optional<JsonObject> current = api.find(type, manifest.name());
      if (current.isEmpty()) {
        results.add(writing.byClient() ? wanted : create(type, manifest, wanted));
        return "created";
      }
      Optional<JsonObject> before = LastApplied.of(current.get());
      if (before.isEmpty()) {
        warnOfMissingNote(type, manifest.name());
      }
      JsonObject patch = LastApplied.patch(before.orElse(JsonObject.EMPTY), wanted, current.get());
      if (patch.isEmpty()) {
        results.add(current.get());
        return "unchanged";
      }
      if (!flags.bool("overwrite")) {
        refuseForeignChanges(before.orElse(JsonObject.EMPTY), patch, current.get(), manifest);
      }
      if (writing.byClient()) {
        results.add(MergePatch.apply(current.get(), patch).asObject().orElse(current.get()));
        return "configured";
      }
      try {
        results.add(
            api.write("PATCH", type.path(manifest.name()) + below + writing.query(), MERGE, patch));
      } catch (Refused e) {
        if (!flags.bool("force")) {
          throw e.during("error when applying patch to \"" + manifest.source() + "\"");
        }
        api.call("DELETE", type.path(manifest.name()), "", "", Map.of());
        results.add(create(type, manifest, wanted));
      }
      return "configured";
    }

    private JsonObject create(Api.Type type, Manifests.Manifest manifest, JsonObject wanted)
        throws Refused, IOException {
      try {
        return api.write("POST", type.path() + writing.query(), "application/json", wanted);
      } catch (Refused e) {
        throw e.during("error when creating \"" + manifest.source() + "\"");
      }
    }

    private JsonObject serverSide(Api.Type type, Manifests.Manifest manifest, String below)
        throws Refused, IOException {
      String manager = flags.wasGiven("field-manager") ? flags.string("field-manager") : "kubectl";
      StringBuilder query = new StringBuilder("?fieldManager=").append(manager);
      query.append("&force=").append(flags.bool("force-conflicts"));
      for (String part : writing.query().replace("?", "&").split("&", -1)) {
        if (!part.isEmpty() && !part.startsWith("fieldManager=")) {
          query.append('&').append(part);
        }
      }
      return api.write(
          "PATCH",
          type.path(manifest.name()) + below + query,
          "application/apply-patch+yaml",
          manifest.object());
    }

    private void warnOfMissingNote(Api.Type type, String name) {
      String program = surroundings.programName();
      surroundings
          .err()
          .println(
              "Warning: resource "
                  + type.plural()
                  + "/"
                  + name
                  + " is missing the "
                  + LastApplied.ANNOTATION
                  + " annotation which is required by "
                  + program
                  + " apply. "
                  + program
                  + " apply should only be used on resources created declaratively by either "
                  + program
                  + " create --save-config or "
                  + program
                  + " apply. The missing annotation will be patched automatically.");
    }

    /** With --overwrite=false: what somebody else has changed since must stay. */
    private static void refuseForeignChanges(
        JsonObject before, JsonObject patch, JsonObject current, Manifests.Manifest manifest)
        throws Refused {
      for (Map.Entry<String, Json> change : patch.members().entrySet()) {
        String name = change.getKey();
        Optional<JsonObject> below = change.getValue().asObject();
        boolean both = below.isPresent() && current.at(name).flatMap(Json::asObject).isPresent();
        if (both) {
          refuseForeignChanges(
              before.at(name).flatMap(Json::asObject).orElse(JsonObject.EMPTY),
              below.get(),
              current.at(name).flatMap(Json::asObject).orElse(JsonObject.EMPTY),
              manifest);
        } else if (before.has(name) && !before.get(name).equals(current.get(name))) {
          throw Refused.plain(
              "error: \""
                  + manifest.source()
                  + "\": somebody else has changed "
                  + name
                  + " of "
                  + Output.nameOf(manifest.object())
                  + "; leave --overwrite=false out to take it back");
        }
      }
    }

    private void prune(Set<String> applied) throws Refused, IOException {
      for (Api.Type type : api.types()) {
        List<String> allowed = flags.strings("prune-allowlist");
        String gvk = "tilt.dev/v1alpha1/" + type.kind();
        if (!allowed.isEmpty() && !allowed.contains(gvk)) {
          continue;
        }
        for (JsonObject object : api.list(type, Selection.query(flags, Map.of()))) {
          String name = object.stringAt("metadata", "name").orElse("");
          boolean ours =
              object.stringAt("metadata", "annotations", LastApplied.ANNOTATION).isPresent();
          if (!ours || applied.contains(type.plural() + "/" + name)) {
            continue;
          }
          if (!writing.byClient()) {
            DeleteVerb.delete(flags, api, type, name, writing, flags.bool("wait"));
          }
          output.done(object, "pruned" + writing.suffix(), surroundings.out());
        }
      }
    }
  }
}
