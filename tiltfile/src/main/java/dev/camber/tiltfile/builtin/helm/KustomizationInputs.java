package dev.camber.tiltfile.builtin.helm;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.GoType;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlSchema;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files a kustomization is made from, as far as the reference looks for them. */
final class KustomizationInputs {
  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private final LoadState state;
  private final Set<String> found = new LinkedHashSet<>();
  private final Set<String> visited = new LinkedHashSet<>();

  KustomizationInputs(LoadState state) {
    this.state = state;
  }

  /** Absolute paths, those of bases included. */
  Set<String> of(String directory) {
    visit(GoPath.clean(directory));
    return found;
  }

  private void visit(String directory) {
    if (!visited.add(directory)) {
      return;
    }
    List<String> files = new ArrayList<>();
    for (String name : NAMES) {
      String path = GoPath.join(directory, name);
      if (state.file(path).filter(Files::exists).isPresent()) {
        files.add(path);
      }
    }
    if (files.isEmpty()) {
      throw new EvalException(
          "unable to find one of ["
              + String.join(" ", NAMES)
              + "] in directory '"
              + directory
              + "'");
    }
    if (files.size() > 1) {
      throw new EvalException("Found multiple kustomization files under: " + directory + "\n");
    }
    found.add(files.getFirst());
    JsonObject kustomization = read(directory, files.getFirst());
    for (String list : List.of("resources", "bases", "components")) {
      for (Json entry : items(kustomization, list)) {
        String path = GoPath.join(directory, entry.asString().orElse(""));
        if (state.isDirectory(path)) {
          visit(path);
        } else {
          found.add(path);
        }
      }
    }
    for (Json patch : items(kustomization, "patches")) {
      patch
          .stringAt("path")
          .filter(p -> !p.isEmpty())
          .ifPresent(p -> found.add(GoPath.join(directory, p)));
    }
    for (String list : List.of("patchesStrategicMerge", "crds")) {
      items(kustomization, list)
          .forEach(p -> found.add(GoPath.join(directory, p.asString().orElse(""))));
    }
    for (Json patch : items(kustomization, "patchesJson6902")) {
      found.add(GoPath.join(directory, patch.stringAt("path").orElse("")));
    }
    for (Json generator : items(kustomization, "configMapGenerator")) {
      for (Json file : generator.at("files").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        found.add(GoPath.join(directory, file.asString().orElse("")));
      }
    }
  }

  private static JsonArray items(JsonObject kustomization, String member) {
    return kustomization.get(member).flatMap(Json::asArray).orElse(JsonArray.EMPTY);
  }

  private JsonObject read(String directory, String path) {
    JsonObject tree;
    try {
      String text = new String(state.read(path), StandardCharsets.UTF_8);
      GoType.check(text, KustomizationType.KUSTOMIZATION);
      tree = Yaml.read(text, YamlSchema.COMPOSE).asObject().orElse(JsonObject.EMPTY);
    } catch (GoFileException | YamlException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
    check(directory, tree);
    return tree;
  }

  private static void check(String directory, JsonObject tree) {
    String kind = tree.stringAt("kind").orElse("");
    String apiVersion = tree.stringAt("apiVersion").orElse("");
    List<String> problems = new ArrayList<>();
    if (!kind.isEmpty() && !kind.equals("Kustomization") && !kind.equals("Component")) {
      problems.add("kind should be Kustomization or Component");
    }
    String wanted =
        kind.equals("Component")
            ? "kustomize.config.k8s.io/v1alpha1"
            : "kustomize.config.k8s.io/v1beta1";
    if (!apiVersion.isEmpty() && !apiVersion.equals(wanted)) {
      problems.add("apiVersion for " + kind + " should be " + wanted);
    }
    if (!problems.isEmpty()) {
      throw new EvalException(
          "Failed to read kustomization file under "
              + directory
              + ":\n"
              + String.join("\n", problems));
    }
  }
}
