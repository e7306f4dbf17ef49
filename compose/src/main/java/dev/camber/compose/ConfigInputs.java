package dev.camber.compose;

import dev.camber.host.env.Environment;
import dev.camber.model.api.ComposeProject;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a run of {@code docker compose config} depends on.
 *
 * @param programs the file that is run, and those of Docker's plugin
 * @param files what it reads, and what it would read if it were there
 */
public record ConfigInputs(
    List<Path> programs,
    List<String> argv,
    Path directory,
    Environment environment,
    Set<Path> files) {

  /**
   * The files of a project; empty if a name has a variable in it, is an address, or a file cannot
   * be read.
   *
   * @param workingDirectory of the program
   */
  static Optional<Set<Path>> files(
      ComposeProject project, Path workingDirectory, Environment environment) {
    if (environment.get("COMPOSE_ENV_FILES").filter(v -> !v.isEmpty()).isPresent()) {
      return Optional.empty();
    }
    Collector collector = new Collector(workingDirectory);
    try {
      Path directory = workingDirectory.resolve(project.projectPath());
      collector.files.add(directory.resolve(".env"));
      collector.files.add(workingDirectory.resolve(".env"));
      if (!project.envFile().isEmpty()) {
        collector.files.add(workingDirectory.resolve(project.envFile()));
      }
      for (String path : project.configPaths()) {
        collector.read(workingDirectory.resolve(path), List.of(directory));
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return collector.known ? Optional.of(collector.files) : Optional.empty();
  }

  /** Follows the files of one project. */
  private static final class Collector {
    private final Path workingDirectory;
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> read = new LinkedHashSet<>();
    private boolean known = true;

    Collector(Path workingDirectory) {
      this.workingDirectory = workingDirectory;
    }

    /**
     * @param bases what paths in the file may be relative to, besides its own directory
     */
    void read(Path file, List<Path> bases) {
      if (!read.add(file)) {
        return;
      }
      files.add(file);
      JsonObject root;
      try {
        root =
            Yaml.readTagged(Files.readString(file), YamlSchema.COMPOSE)
                .value()
                .asObject()
                .orElse(JsonObject.EMPTY);
      } catch (IOException | YamlException e) {
        known = false;
        return;
      }
      Set<Path> from = new LinkedHashSet<>(bases);
      from.add(Optional.ofNullable(file.getParent()).orElse(workingDirectory));
      List<Path> directories = List.copyOf(from);
      each(
          root.get("include"),
          include -> {
            texts(include.at("path").orElse(include), path -> follow(path, directories));
            include.at("env_file").ifPresent(e -> texts(e, path -> name(path, directories)));
            // Its .env is that of its directory, which is the project_directory if that is named.
            known &= include.at("project_directory").isEmpty();
          });
      root.get("services")
          .flatMap(Json::asObject)
          .orElse(JsonObject.EMPTY)
          .members()
          .values()
          .forEach(service -> {
            service
                .at("extends")
                .flatMap(e -> e.stringAt("file"))
                .ifPresent(path -> follow(path, directories));
            each(
                service.at("env_file"),
                e -> texts(e.at("path").orElse(e), path -> name(path, directories)));
            each(service.at("label_file"), l -> texts(l, path -> name(path, directories)));
          });
    }

    private static void each(Optional<Json> value, Consumer<Json> action) {
      value.ifPresent(v -> {
        if (v instanceof JsonArray array) {
          array.forEach(action);
        } else {
          action.accept(v);
        }
      });
    }

    private static void texts(Json value, Consumer<String> action) {
      each(
          Optional.of(value),
          v -> {
            if (v instanceof JsonString text) {
              action.accept(text.value());
            }
          });
    }

    private void follow(String path, List<Path> directories) {
      if (path.contains("$") || !LocalPaths.isLocal(path) || path.startsWith("~")) {
        known = false;
        return;
      }
      for (Path directory : directories) {
        Path file = directory.resolve(path).normalize();
        files.add(file.resolveSibling(".env"));
        if (Files.exists(file)) {
          read(file, directories);
        } else {
          files.add(file);
        }
      }
    }

    private void name(String path, List<Path> directories) {
      known &= !path.contains("$") && !path.startsWith("~");
      directories.forEach(directory -> files.add(directory.resolve(path).normalize()));
    }
  }
}
