package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the variables of a service's env files below those that it names itself, and so with the
 * labels of its label files.
 */
final class ServiceEnvironment {
  private final Function<String, Optional<String>> project;

  /**
   * @param project variables of the project
   */
  ServiceEnvironment(Function<String, Optional<String>> project) {
    this.project = project;
  }

  /** The service with what its env files and label files say; the files stay listed. */
  JsonObject resolve(JsonObject service) {
    return labels(environment(service));
  }

  private JsonObject labels(JsonObject service) {
    List<String> files = Normalization.strings(service, "label_file");
    if (files.isEmpty()) {
      return service;
    }
    Map<String, Json> all = new LinkedHashMap<>();
    for (String path : files) {
      content(path, project).forEach((name, value) -> all.put(name, Json.of(value)));
    }
    if (service.get("labels").orElse(JsonNull.NULL) instanceof JsonObject own) {
      all.putAll(own.members());
    }
    return all.isEmpty() ? service : service.with("labels", new JsonObject(all));
  }

  private JsonObject environment(JsonObject service) {
    if (!(service.get("env_file").orElse(JsonNull.NULL) instanceof JsonArray files)) {
      return service;
    }
    Map<String, Json> own = new LinkedHashMap<>();
    if (service.get("environment").orElse(JsonNull.NULL) instanceof JsonObject environment) {
      own.putAll(environment.members());
    }
    Map<String, Json> all = new LinkedHashMap<>();
    for (Json file : files.items()) {
      Map<String, Json> before = new LinkedHashMap<>(all);
      before.putAll(own);
      read(file, before).forEach((name, value) -> all.put(name, Json.of(value)));
    }
    all.putAll(own);
    return all.isEmpty() ? service : service.with("environment", new JsonObject(all));
  }

  private Map<String, String> read(Json file, Map<String, Json> own) {
    String path = file.stringAt("path").orElse("");
    if (!file.stringAt("format").orElse("").isEmpty()) {
      throw new Unreadable("formats of env files are left to the Compose program");
    }
    if (!Files.exists(Path.of(path))) {
      if (file.at("required").map(Json.of(false)::equals).orElse(false)) {
        return Map.of();
      }
      throw new Unreadable("env file " + path + " not found");
    }
    return content(path, name -> project.apply(name).or(() -> text(own.get(name))));
  }

  private static Map<String, String> content(
      String path, Function<String, Optional<String>> variables) {
    try {
      return EnvText.read(Files.readString(Path.of(path)), path, variables);
    } catch (IOException e) {
      throw new Unreadable("cannot read " + path);
    }
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable Json value) {
    return value == null || value instanceof JsonNull
        ? Optional.empty()
        : Optional.of(Shape.text(value, "environment"));
  }
}
