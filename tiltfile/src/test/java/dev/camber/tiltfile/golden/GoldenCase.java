package dev.camber.tiltfile.golden;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One directory of the golden cases; the format is that of their README. */
record GoldenCase(
    String name,
    Path directory,
    List<String> args,
    Map<String, String> env,
    List<String> needs,
    List<String> order,
    String log,
    String json,
    int exit) {

  static GoldenCase read(Path directory) {
    try {
      JsonObject about = JsonObject.EMPTY;
      Path file = directory.resolve("case.json");
      if (Files.exists(file)) {
        about = Json.parse(Files.readString(file)).asObject().orElseThrow();
      }
      Path expected = directory.resolve("expected");
      Path result = expected.resolve("result.json");
      Map<String, String> env = new LinkedHashMap<>();
      about
          .get("env")
          .flatMap(Json::asObject)
          .ifPresent(o -> o.members().forEach((k, v) -> env.put(k, v.asString().orElseThrow())));
      return new GoldenCase(
          directory.getFileName().toString(),
          directory,
          strings(about, "args"),
          env,
          List.copyOf(
              about
                  .get("needs")
                  .flatMap(Json::asObject)
                  .orElse(JsonObject.EMPTY)
                  .members()
                  .keySet()),
          strings(about, "order"),
          Files.readString(expected.resolve("log.txt")),
          Files.exists(result) ? Files.readString(result) : "",
          Integer.parseInt(Files.readString(expected.resolve("exit")).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException(directory + ": " + e.getMessage(), e);
    }
  }

  private static List<String> strings(JsonObject object, String member) {
    List<String> out = new ArrayList<>();
    object
        .get(member)
        .flatMap(Json::asArray)
        .orElse(new JsonArray(List.of()))
        .items()
        .forEach(item -> out.add(item.asString().orElseThrow()));
    return out;
  }
}
