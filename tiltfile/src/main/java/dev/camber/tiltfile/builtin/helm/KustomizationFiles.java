package dev.camber.tiltfile.builtin.helm;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that {@code kustomize build} may read: without flags it reads nothing outside of the
 * directories of the kustomizations that it follows, but for what it fetches. These are more files
 * than the reference watches ({@link KustomizationInputs}).
 */
final class KustomizationFiles {
  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** Members that name files and directories, or something to fetch. */
  private static final List<String> LOCATIONS =
      List.of(
          "resources",
          "bases",
          "components",
          "generators",
          "transformers",
          "validators",
          "crds",
          "configurations",
          "patchesStrategicMerge");

  private final LoadState state;
  private final Set<Path> roots = new LinkedHashSet<>();
  private boolean known = true;

  KustomizationFiles(LoadState state) {
    this.state = state;
  }

  /** Directories and files; empty if something is fetched or cannot be told. */
  Optional<Set<Path>> of(String directory) {
    visit(GoPath.clean(directory));
    return known ? Optional.of(roots) : Optional.empty();
  }

  private void visit(String directory) {
    Optional<Path> root = state.file(directory);
    if (root.isEmpty() || !roots.add(root.get())) {
      return;
    }
    List<String> files =
        NAMES.stream()
            .map(name -> GoPath.join(directory, name))
            .filter(path -> state.file(path).filter(Files::exists).isPresent())
            .toList();
    if (files.size() > 1) {
      known = false;
    }
    for (String file : files) {
      read(directory, file);
    }
  }

  private void read(String directory, String file) {
    Json tree;
    try {
      tree = Yaml.readKubernetes(new String(state.read(file), StandardCharsets.UTF_8));
    } catch (GoFileException | YamlException e) {
      known = false;
      return;
    }
    if (tree instanceof JsonObject kustomization) {
      known &= !kustomization.has("helmCharts");
      known &= !kustomization.has("helmChartInflationGenerator");
      for (String member : LOCATIONS) {
        kustomization
            .get(member)
            .flatMap(Json::asArray)
            .orElse(JsonArray.EMPTY)
            .forEach(entry -> known &= isHere(directory, entry.asString().orElse("")));
      }
    }
    follow(directory, tree);
  }

  private boolean isHere(String directory, String entry) {
    return state.file(GoPath.resolve(directory, entry)).filter(Files::exists).isPresent();
  }

  /** Every text may name something, whatever member it stands in. */
  private void follow(String directory, Json tree) {
    switch (tree) {
      case JsonObject object -> object.members().values().forEach(v -> follow(directory, v));
      case JsonArray array -> array.forEach(v -> follow(directory, v));
      case JsonString text -> {
        String path = GoPath.resolve(directory, text.value());
        if (text.value().isEmpty() || GoPath.isChild(path, directory)) {
          return; // nothing, or a directory around this one
        }
        if (state.isDirectory(path)) {
          visit(path);
        } else if (isHere(directory, text.value())) {
          state.file(path).ifPresent(roots::add);
        }
      }
      default -> {
        // numbers name no files
      }
    }
  }
}
