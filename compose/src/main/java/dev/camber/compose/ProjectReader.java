package dev.camber.compose;

import dev.camber.model.api.ComposeProject;
import dev.camber.model.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files of one project by the rules of the Compose model. One instance for each load. */
final class ProjectReader {
  private static final Pattern PROJECT_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");
  private static final String PROJECT_NAME_VARIABLE = "COMPOSE_PROJECT_NAME";

  private final ComposeProject project;
  private final Path directory;
  private final String home;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final ModelFiles files;

  private ProjectReader(ComposeProject project, Path directory, String home) {
    this.project = project;
    this.directory = directory;
    this.home = home;
    this.files = new ModelFiles(directory, home, this::variable, List.of());
  }

  /**
   * The services that the active profiles enable, by name.
   *
   * @throws Unreadable if the project is wrong or uses what this reader does not know
   */
  static List<Service> readFiles(
      ComposeProject project, Path directory, Map<String, String> environment) {
    if (!PROJECT_NAME.matcher(project.name()).matches()) {
      throw new Unreadable("invalid project name");
    }
    ProjectReader reader =
        new ProjectReader(project, directory, environment.getOrDefault("HOME", ""));
    reader.variables(environment);
    for (String path : project.configPaths()) {
      reader.files.read(directory.getFileSystem().getPath(path));
    }
    return reader.services();
  }

  /** The services of a model that the Compose program printed. */
  static List<Service> readModel(ComposeProject project, Path directory, String text) {
    ProjectReader reader = new ProjectReader(project, directory, "");
    reader.variables.put(PROJECT_NAME_VARIABLE, project.name());
    reader.files.add(text, "");
    return reader.services();
  }

  private void variables(Map<String, String> environment) {
    String file = project.envFile();
    Path path = directory.getFileSystem().getPath(file.isEmpty() ? ".env" : file);
    Path absolute = directory.resolve(path);
    boolean disabled =
        file.isEmpty()
            && List.of("1", "t", "true")
                .contains(
                    environment
                        .getOrDefault("COMPOSE_DISABLE_ENV_FILE", "")
                        .toLowerCase(java.util.Locale.ROOT));
    if (!file.isEmpty() || !disabled && Files.isRegularFile(absolute)) {
      variables.putAll(
          EnvText.read(
              ModelFiles.content(absolute),
              absolute.toString(),
              name -> Optional.ofNullable(environment.get(name))));
    }
    variables.putAll(environment);
    variables.put(PROJECT_NAME_VARIABLE, project.name());
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  private List<Service> services() {
    LocalPaths paths = new LocalPaths(directory, home);
    Map<String, JsonObject> models = new TreeMap<>();
    files
        .services()
        .forEach((name, service) ->
            models.put(
                name, Normalization.of(paths.resolve(Merge.unique(service)), this::variable)));
    models.forEach((name, model) -> ServiceModel.SERVICE.print(model, "services." + name));
    Set<String> defined = Set.copyOf(models.keySet());
    models.values().removeIf(model -> !enabled(model));
    ProjectRules.check(models, defined, files.resources());
    List<Service> out = new ArrayList<>();
    ServiceEnvironment environment = new ServiceEnvironment(this::variable);
    models.forEach((name, model) -> out.add(ServiceView.of(name, environment.resolve(model))));
    return out;
  }

  private boolean enabled(JsonObject model) {
    List<String> profiles = Normalization.strings(model, "profiles");
    return profiles.isEmpty()
        || project.profiles().contains("*")
        || profiles.stream().anyMatch(project.profiles()::contains);
  }
}
