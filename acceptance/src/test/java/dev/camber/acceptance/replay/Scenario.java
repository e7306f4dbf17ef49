package dev.camber.acceptance.replay;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recorded scenario: a project, steps, and what the reference answered to each step.
 *
 * @param directory where {@code project/}, {@code scenario.json} and {@code out/} lie
 * @param env variables to add; an empty optional removes one
 * @param cleanup shell commands for the end
 */
record Scenario(
    Path directory, Map<String, Optional<String>> env, List<String> cleanup, List<Step> steps) {

  /** Calls in a Tiltfile, or commands of a step, that want a cluster or a Docker daemon. */
  private static final Pattern OUTSIDE =
      Pattern.compile("\\b(k8s_yaml|k8s_custom_deploy|docker_compose|docker_build)\\(");

  static Scenario read(Path directory) throws IOException, JsonSyntaxException {
    Json json = Json.parse(Files.readString(directory.resolve("scenario.json")));
    List<Step> steps = new ArrayList<>();
    for (Json step : list(json.at("steps"))) {
      steps.add(new Step(steps.size() + 1, step.asObject().orElseThrow()));
    }
    return new Scenario(directory, environment(json), strings(json.at("cleanup")), steps);
  }

  String name() {
    return directory.getFileName().toString();
  }

  Path project() {
    return directory.resolve("project");
  }

  /** Whether the project deploys to a cluster or a Docker daemon. */
  boolean needsCluster() throws IOException {
    try (Stream<Path> files = Files.walk(project())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (OUTSIDE.matcher(text).find()) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the reference answered; empty where a step printed nothing. */
  Transcript recorded(Step step) throws IOException {
    Path file = directory.resolve("out").resolve("%03d-%s.txt".formatted(step.number(), step.id()));
    return Files.exists(file)
        ? Transcript.parse(Normalizer.ruled(Files.readString(file)))
        : Transcript.EMPTY;
  }

  private static List<Json> list(Optional<Json> value) {
    return value.flatMap(Json::asArray).map(JsonArray::items).orElse(List.of());
  }

  private static List<String> strings(Optional<Json> value) {
    return list(value).stream().map(i -> i.asString().orElseThrow()).toList();
  }

  private static Map<String, Optional<String>> environment(Json json) {
    Map<String, Optional<String>> out = new LinkedHashMap<>();
    json.at("env")
        .flatMap(Json::asObject)
        .ifPresent(env -> env.members().forEach((k, v) -> out.put(k, v.asString())));
    return out;
  }

  /** One step: its number from 1 and its members. */
  record Step(int number, JsonObject json) {
    String id() {
      return text("id").orElseThrow();
    }

    String does() {
      return text("do").orElseThrow();
    }

    Optional<String> text(String member) {
      return json.stringAt(member);
    }

    boolean has(String member) {
      return json.at(member).filter(v -> !(v instanceof JsonNull)).isPresent();
    }

    boolean isFalse(String member) {
      return json.at(member).filter(v -> v.equals(Json.of(false))).isPresent();
    }

    double number(String member, double otherwise) {
      return json.at(member)
          .map(v -> v instanceof JsonNumber n ? n.doubleValue() : otherwise)
          .orElse(otherwise);
    }

    List<String> texts(String member) {
      return strings(json.at(member));
    }

    /** A text given as a string or as lines. */
    String lines(String member) {
      Json value = json.at(member).orElseThrow();
      return value
          .asString()
          .orElseGet(() -> String.join("\n", strings(Optional.of(value))) + "\n");
    }

    Map<String, Optional<String>> env() {
      return environment(json);
    }

    Map<String, Optional<String>> map(String member) {
      Map<String, Optional<String>> out = new LinkedHashMap<>();
      json.at(member)
          .flatMap(Json::asObject)
          .ifPresent(o -> o.members().forEach((k, v) -> out.put(k, v.asString())));
      return out;
    }

    /** Pairs of an expression and its replacement. */
    List<List<String>> also() {
      return list(json.at("also")).stream().map(p -> strings(Optional.of(p))).toList();
    }

    Optional<Settle> settle() {
      return json.at("settle")
          .map(s ->
              new Settle(
                  s.at("until")
                      .map(u -> u.asString().map(List::of).orElseGet(() -> strings(s.at("until"))))
                      .orElse(List.of()),
                  seconds(s, "quiet"),
                  seconds(s, "limit")));
    }

    private static double seconds(Json settle, String member) {
      return settle.at(member).map(v -> ((JsonNumber) v).doubleValue()).orElse(0.0);
    }
  }

  /** When a step is over: all expressions matched, then quiet for a while; seconds. */
  record Settle(List<String> until, double quiet, double limit) {}
}
