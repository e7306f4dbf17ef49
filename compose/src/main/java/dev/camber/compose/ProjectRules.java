package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between the parts of a project. Stateless. */
final class ProjectRules {
  private ProjectRules() {}

  /**
   * Checks the enabled services.
   *
   * @param defined names of all services, those included that no profile enables
   * @param resources what stands under {@code volumes}, {@code networks}, {@code configs}, {@code
   *     secrets}
   */
  static void check(
      Map<String, JsonObject> services, Set<String> defined, Map<String, JsonObject> resources) {
    services.forEach((name, service) -> {
      if (Normalization.string(service, "image").isEmpty() && !service.has("build")) {
        throw invalid(
            "service \"" + name + "\" has neither an image nor a build context specified");
      }
      dependencies(name, service, services.keySet(), defined);
      if (service.has("container_name") && scale(service) > 1) {
        throw invalid(
            "services.scale: can't set container_name and "
                + name
                + " as container name must be unique");
      }
      limits(name, service);
      if (!Normalization.string(service, "network_mode").isEmpty()
          && service.get("networks").filter(n -> !n.equals(JsonObject.EMPTY)).isPresent()) {
        throw invalid(
            "service " + name + " declares mutually exclusive `network_mode` and `networks`");
      }
      references(name, service, resources);
    });
    Set<String> done = new HashSet<>();
    services.keySet().forEach(name -> visit(name, services, done, new ArrayList<>()));
  }

  private static Unreadable invalid(String text) {
    return new Unreadable(text + ": invalid compose project");
  }

  /** The services that one depends on, with whether each must be there. */
  static Map<String, Json> dependsOn(JsonObject service) {
    return service.get("depends_on").orElse(JsonNull.NULL) instanceof JsonObject dependencies
        ? dependencies.members()
        : Map.of();
  }

  private static void dependencies(
      String name, JsonObject service, Set<String> enabled, Set<String> defined) {
    dependsOn(service)
        .forEach((other, how) -> {
          boolean required = how.at("required").map(v -> !v.equals(Json.of(false))).orElse(true);
          if (!enabled.contains(other) && (required || !defined.contains(other))) {
            throw invalid(
                "service \"" + name + "\" depends on undefined service \"" + other + "\"");
          }
        });
  }

  /** How many containers the service has. */
  private static long scale(JsonObject service) {
    Json printed = ServiceModel.SERVICE.print(service, "services").orElse(service);
    return printed
        .at("scale")
        .or(() -> printed.at("deploy", "replicas"))
        .map(n -> Long.parseLong(Shape.text(n, "scale")))
        .orElse(1L);
  }

  /** What may be said at two places must be the same at both. */
  private static void limits(String name, JsonObject service) {
    Json printed = ServiceModel.SERVICE.print(service, "services." + name).orElse(service);
    same(name, printed, "cpus", "deploy", "resources", "limits", "cpus");
    same(name, printed, "mem_limit", "deploy", "resources", "limits", "memory");
    same(name, printed, "pids_limit", "deploy", "resources", "limits", "pids");
    same(name, printed, "mem_reservation", "deploy", "resources", "reservations", "memory");
    Json scale = printed.at("scale").orElse(JsonNull.NULL);
    if (!printed.at("deploy", "replicas").map(scale::equals).orElse(true)
        && scale != JsonNull.NULL) {
      throw distinct(name, "scale", "deploy.replicas");
    }
  }

  private static void same(String service, Json printed, String field, String... path) {
    String[] holder = java.util.Arrays.copyOf(path, path.length - 1);
    boolean differs =
        printed.at(field).isPresent()
            && printed.at(holder).isPresent()
            && !printed.at(field).equals(printed.at(path));
    if (differs) {
      throw distinct(service, field, String.join(".", path));
    }
  }

  private static Unreadable distinct(String service, String one, String other) {
    return invalid(
        "services." + service + ": can't set distinct values on '" + one + "' and '" + other + "'");
  }

  private static void references(
      String name, JsonObject service, Map<String, JsonObject> resources) {
    if (service.get("networks").orElse(JsonNull.NULL) instanceof JsonObject networks) {
      for (String network : networks.members().keySet()) {
        if (!network.equals("default")) {
          defined(name, "networks", network, resources);
        }
      }
    }
    if (service.get("build").orElse(JsonNull.NULL) instanceof JsonObject build) {
      for (Json secret :
          build.get("secrets").flatMap(Json::asArray).map(JsonArray::items).orElse(List.of())) {
        defined(name, "secrets", secret.stringAt("source").orElse(""), resources);
      }
    }
    for (String kind : List.of("volumes", "configs", "secrets")) {
      if (!(service.get(kind).orElse(JsonNull.NULL) instanceof JsonArray entries)) {
        continue;
      }
      for (Json entry : entries.items()) {
        String source = entry.stringAt("source").orElse("");
        boolean named =
            !kind.equals("volumes") || entry.stringAt("type").orElse("").equals("volume");
        if (named && !source.isEmpty()) {
          defined(name, kind, source, resources);
        }
      }
    }
  }

  private static void defined(
      String service, String kind, String name, Map<String, JsonObject> resources) {
    if (!resources.getOrDefault(kind, JsonObject.EMPTY).has(name)) {
      throw invalid(
          "service \""
              + service
              + "\" refers to undefined "
              + kind.substring(0, kind.length() - 1)
              + " "
              + name);
    }
  }

  private static void visit(
      String name, Map<String, JsonObject> services, Set<String> done, List<String> path) {
    int again = path.indexOf(name);
    if (again >= 0) {
      List<String> cycle = new ArrayList<>(path.subList(again, path.size()));
      cycle.add(name);
      throw new Unreadable("dependency cycle detected: " + String.join(" -> ", cycle));
    }
    JsonObject service = services.get(name);
    if (service == null || !done.add(name)) {
      return;
    }
    done.remove(name);
    path.add(name);
    dependsOn(service).keySet().forEach(next -> visit(next, services, done, path));
    path.removeLast();
    done.add(name);
  }
}
