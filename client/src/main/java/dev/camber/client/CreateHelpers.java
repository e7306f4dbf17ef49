package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code create cmd}, {@code ext}, {@code filewatch} and {@code repo}. Source: spec CLI and API,
 * section 4.
 */
final class CreateHelpers implements Verb {
  private final String kind;

  CreateHelpers(String kind) {
    this.kind = kind;
  }

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    Output output = Output.ofWrite(flags, surroundings);
    List<String> words = flags.positional();
    List<String> rest = words.subList(1, words.size());
    JsonObject spec =
        switch (kind) {
          case "Cmd" -> cmd(flags, rest, surroundings.directory());
          case "Extension" -> extension(flags, words);
          case "FileWatch" -> fileWatch(flags, rest, surroundings.directory());
          default ->
              JsonObject.builder()
                  .put("url", rest.getFirst())
                  .putIfSet("ref", flags.string("ref"))
                  .build();
        };
    JsonObject object =
        JsonObject.builder()
            .put("apiVersion", "tilt.dev/v1alpha1")
            .put("kind", kind)
            .put("metadata", JsonObject.builder().put("name", words.getFirst()).build())
            .put("spec", spec)
            .build();
    Api.Type type = api.typeOf(object, "");
    JsonObject created;
    try {
      // The plain words of the server: these commands are not kubectl's.
      created =
          api.call(
              "POST", type.path(), "application/json", object.compact(), Map.of(), Api.Words.BARE);
    } catch (Refused e) {
      throw e.asError();
    }
    output.done(created, "created", surroundings.out());
    return 0;
  }

  private static JsonObject cmd(ParsedFlags flags, List<String> argv, Path directory) {
    String given = flags.string("workdir");
    JsonObject.Builder restartOn = JsonObject.builder();
    if (!flags.strings("filewatch").isEmpty()) {
      restartOn.put("fileWatches", Json.strings(flags.strings("filewatch")));
    }
    JsonObject.Builder spec =
        JsonObject.builder()
            .put("args", Json.strings(argv))
            .put("dir", directory.resolve(given).normalize().toString());
    if (!flags.strings("env").isEmpty()) {
      spec.put("env", Json.strings(flags.strings("env")));
    }
    return spec.put("restartOn", restartOn.build()).build();
  }

  private static JsonObject extension(ParsedFlags flags, List<String> words) {
    String path = flags.string("path");
    JsonObject.Builder spec =
        JsonObject.builder()
            .put("repoName", flags.string("repo"))
            .put("repoPath", path.isEmpty() ? words.getFirst() : path);
    if (words.size() > 1) {
      spec.put("args", Json.strings(words.subList(1, words.size())));
    }
    return spec.build();
  }

  private static JsonObject fileWatch(ParsedFlags flags, List<String> paths, Path directory) {
    JsonObject.Builder spec =
        JsonObject.builder()
            .put(
                "watchedPaths",
                Json.strings(
                    paths.stream().map(p -> directory.resolve(p).normalize().toString()).toList()));
    if (!flags.strings("ignore").isEmpty()) {
      spec.put(
          "ignores",
          Json.array(
              List.of(
                  JsonObject.builder()
                      .put("basePath", directory.toString())
                      .put("patterns", Json.strings(flags.strings("ignore")))
                      .build())));
    }
    return spec.build();
  }
}
