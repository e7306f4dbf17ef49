package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every service has although nobody wrote it: a network, the name of the Dockerfile,
 * dependencies on services whose names appear elsewhere. Stateless.
 */
final class Normalization {
  private Normalization() {}

  /**
   * The service with everything that is implied.
   *
   * @param variables values of variables that are named without one
   */
  static JsonObject of(JsonObject service, Function<String, Optional<String>> variables) {
    JsonObject out = network(service);
    if (string(out, "pull_policy").equals("if_not_present")) {
      out = out.with("pull_policy", Json.of("missing"));
    }
    if (out.get("build").orElse(JsonNull.NULL) instanceof JsonObject build) {
      out = out.with("build", build(build, variables));
    }
    if (out.get("environment").orElse(JsonNull.NULL) instanceof JsonObject environment) {
      out = out.with("environment", resolved(environment, variables));
    }
    return dependencies(secretTargets(sortedHosts(replicas(out))));
  }

  /** A service that says how it is deployed says there too how often. */
  private static JsonObject replicas(JsonObject service) {
    return service.get("scale").isPresent()
            && service.get("deploy").orElse(JsonNull.NULL) instanceof JsonObject deploy
            && !deploy.has("replicas")
        ? service.with("deploy", deploy.with("replicas", service.get("scale").orElseThrow()))
        : service;
  }

  private static JsonObject network(JsonObject service) {
    boolean none =
        service.get("networks").filter(v -> !v.equals(JsonObject.EMPTY)).isEmpty()
            || service.get("networks").orElse(JsonNull.NULL) instanceof JsonNull;
    if (!none || !string(service, "network_mode").isEmpty() || service.has("provider")) {
      return service;
    }
    return service.with("networks", new JsonObject(Map.of("default", JsonNull.NULL)));
  }

  private static JsonObject build(JsonObject build, Function<String, Optional<String>> variables) {
    JsonObject out = build;
    if (string(out, "dockerfile").isEmpty() && string(out, "dockerfile_inline").isEmpty()) {
      out = out.with("dockerfile", Json.of("Dockerfile"));
    }
    if (out.get("args").orElse(JsonNull.NULL) instanceof JsonObject args) {
      Map<String, Json> known = new LinkedHashMap<>(resolved(args, variables).members());
      known.values().removeIf(JsonNull.class::isInstance);
      out = out.with("args", new JsonObject(known));
    }
    return sortedHosts(out);
  }

  /** Variables without a value have that of the project's environment, if it has one. */
  private static JsonObject resolved(
      JsonObject pairs, Function<String, Optional<String>> variables) {
    Map<String, Json> out = new LinkedHashMap<>(pairs.members());
    out.replaceAll((name, value) ->
        value instanceof JsonNull
            ? variables.apply(name).<Json>map(Json::of).orElse(value)
            : value);
    return new JsonObject(out);
  }

  private static JsonObject sortedHosts(JsonObject holder) {
    if (holder.get("extra_hosts").orElse(JsonNull.NULL) instanceof JsonArray hosts) {
      List<String> texts = hosts.items().stream().map(h -> Shape.text(h, "extra_hosts")).toList();
      return holder.with("extra_hosts", Json.strings(texts.stream().sorted().toList()));
    }
    return holder;
  }

  private static JsonObject secretTargets(JsonObject service) {
    if (!(service.get("secrets").orElse(JsonNull.NULL) instanceof JsonArray secrets)) {
      return service;
    }
    List<Json> out = new ArrayList<>();
    for (Json secret : secrets.items()) {
      boolean open = secret instanceof JsonObject s && !s.has("target");
      out.add(
          open
              ? ((JsonObject) secret)
                  .with("target", Json.of("/run/secrets/" + string((JsonObject) secret, "source")))
              : secret);
    }
    return service.with("secrets", Json.array(out));
  }

  private static JsonObject dependencies(JsonObject service) {
    Map<String, Json> out = new LinkedHashMap<>();
    if (service.get("depends_on").orElse(JsonNull.NULL) instanceof JsonObject given) {
      out.putAll(given.members());
    }
    JsonObject restarting = LongForms.dependency().with("restart", Json.of(true));
    for (String link : strings(service, "links")) {
      out.putIfAbsent(link.split(":", 2)[0], restarting);
    }
    for (String field : List.of("network_mode", "ipc", "pid", "uts", "cgroup")) {
      String namespace = string(service, field);
      if (namespace.startsWith("service:")) {
        out.putIfAbsent(namespace.substring("service:".length()), restarting);
      }
    }
    for (String source : strings(service, "volumes_from")) {
      if (!source.startsWith("container:")) {
        out.putIfAbsent(source.split(":", 2)[0], LongForms.dependency());
      }
    }
    return out.isEmpty() ? service : service.with("depends_on", new JsonObject(out));
  }

  /** The text of a member, empty if it is something else. */
  static String string(JsonObject object, String name) {
    return object.get(name).flatMap(Json::asString).orElse("");
  }

  /** The texts of a list, without what is no text. */
  static List<String> strings(JsonObject object, String name) {
    return object.get(name).flatMap(Json::asArray).map(JsonArray::items).orElse(List.of()).stream()
        .filter(JsonString.class::isInstance)
        .map(item -> ((JsonString) item).value())
        .toList();
  }
}
