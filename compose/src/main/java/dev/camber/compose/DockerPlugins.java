package dev.camber.compose;

import dev.camber.host.env.Environment;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where Docker's command line looks for the plugin behind {@code docker compose}. */
final class DockerPlugins {
  private static final List<String> SYSTEM =
      List.of(
          "/usr/local/lib/docker/cli-plugins",
          "/usr/local/libexec/docker/cli-plugins",
          "/usr/lib/docker/cli-plugins",
          "/usr/libexec/docker/cli-plugins");

  private DockerPlugins() {}

  /** The user's configuration of Docker's command line, whether it is there or not. */
  static Path configuration(Path directory, Environment environment) {
    return environment
        .get("DOCKER_CONFIG")
        .filter(path -> !path.isEmpty())
        .map(directory::resolve)
        .orElseGet(() -> directory.resolve(environment.get("HOME").orElse("/")).resolve(".docker"));
  }

  /** Every file that may be the plugin. */
  static List<Path> compose(Path directory, Environment environment) {
    Path configuration = configuration(directory, environment);
    List<Path> directories = new ArrayList<>();
    directories.add(configuration.resolve("cli-plugins"));
    extra(configuration.resolve("config.json"))
        .forEach(path -> directories.add(directory.resolve(path)));
    SYSTEM.forEach(path -> directories.add(directory.resolve(path)));
    return directories.stream()
        .map(d -> d.resolve("docker-compose"))
        .filter(Files::isRegularFile)
        .toList();
  }

  private static List<String> extra(Path file) {
    try {
      return Json.parse(Files.readString(file))
          .at("cliPluginsExtraDirs")
          .flatMap(Json::asArray)
          .orElse(JsonArray.EMPTY)
          .items()
          .stream()
          .flatMap(d -> d.asString().stream())
          .toList();
    } catch (IOException | JsonSyntaxException e) {
      return List.of(); // Docker says so itself if it minds
    }
  }
}
