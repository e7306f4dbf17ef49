package dev.camber.tiltfile.builtin.compose;

import dev.camber.model.api.ComposeProject;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.ComposeDeclarations;
import dev.camber.tiltfile.state.ComposeService;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ResourceNames;
import dev.camber.tiltfile.value.Blob;
import dev.camber.tiltfile.value.GitRepo;
import dev.camber.tiltfile.value.GoType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code docker_compose}. Source: spec Tiltfile, section 5.4. */
final class DockerComposeBuiltin {
  private DockerComposeBuiltin() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var configPaths = u.required("configPaths", Converter.ANY);
    var envFile = u.optional("env_file", Convert.path(directory));
    var projectName = u.optional("project_name", Converter.STRING, "");
    var profiles = u.optional("profiles", Convert.STRING_OR_LIST, List.of());
    var wait = u.optional("wait", Convert.OPTIONAL_BOOL, Optional.empty());
    u.finish();
    List<Value> values = Convert.oneOrMany(configPaths.get());
    if (values.isEmpty()) {
      throw new EvalException("Nothing to compose");
    }
    Optional<String> firstPath = Optional.empty();
    List<String> paths = new ArrayList<>();
    for (Value value : values) {
      switch (value) {
        case Blob blob -> paths.add(scratch(state, blob));
        case StarlarkString path -> paths.add(GoPath.resolve(directory, path.text()));
        case GitRepo repo -> paths.add(repo.root());
        default ->
            throw new EvalException(
                "expected blob | path (string). Actual type: " + GoType.of(value));
      }
      if (!(value instanceof Blob)) {
        state.configFiles().addFile(paths.getLast());
        firstPath = firstPath.or(() -> Optional.of(paths.getLast()));
      }
    }
    envFile.toOptional().ifPresent(state.configFiles()::addFile);
    String projectDirectory = firstPath.map(GoPath::dir).orElse(directory);
    String name =
        projectName.get().isEmpty() ? defaultName(projectDirectory, directory) : projectName.get();
    List<String> chosenProfiles = profiles.get();
    Optional<String> fromEnvironment =
        state.surroundings().environment().get("COMPOSE_PROFILES").filter(p -> !p.isEmpty());
    if (!profiles.isGiven() && fromEnvironment.isPresent()) {
      chosenProfiles = List.of(fromEnvironment.get().split(",", -1));
      state.info(
          "Compose project \""
              + name
              + "\" loading profiles from environment: "
              + fromEnvironment.get());
    }
    ComposeProject fresh =
        new ComposeProject(
            paths,
            projectDirectory,
            name,
            "",
            envFile.toOptional().orElse(""),
            chosenProfiles,
            wait.get().orElse(false));
    ComposeProject merged =
        state.compose().project(name).map(known -> merge(known.spec(), fresh)).orElse(fresh);
    Map<String, ComposeService> services = new LinkedHashMap<>();
    for (ComposeService.Model model : new ComposeModels(state).load(merged)) {
      services.put(model.name(), new ComposeService(model));
    }
    replace(state, merged, services);
    return StarlarkNone.NONE;
  }

  /** Puts the services of a project in place of those it had. */
  private static void replace(
      LoadState state, ComposeProject spec, Map<String, ComposeService> services) {
    ComposeDeclarations.Project project =
        state.compose().project(spec.name()).orElseGet(() -> state.compose().add(spec));
    project.services().values().forEach(old -> state.names().release(old.resourceName()));
    project.setSpec(spec);
    project.setServices(services);
    for (ComposeService service : services.values()) {
      state.names().take(service.resourceName(), ResourceNames.Owner.COMPOSE);
      service.model().envFiles().forEach(state.configFiles()::addFile);
    }
  }

  private static ComposeProject merge(ComposeProject known, ComposeProject fresh) {
    List<String> paths = new ArrayList<>(known.configPaths());
    for (String path : fresh.configPaths()) {
      if (!known.configPaths().contains(path)) {
        paths.add(path);
      }
    }
    return new ComposeProject(
        paths,
        known.projectPath(),
        known.name(),
        known.yaml(),
        fresh.envFile().isEmpty() ? known.envFile() : fresh.envFile(),
        known.profiles(),
        known.waitUntilHealthy());
  }

  /** What Compose would call the project: the directory's name in the letters it allows. */
  private static String defaultName(String projectDirectory, String directory) {
    String name = normalize(GoPath.base(projectDirectory));
    return name.isEmpty() ? normalize(GoPath.base(directory)) : name;
  }

  private static String normalize(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[_-]+", "");
  }

  /** A text as a file; equal texts share one. */
  private static String scratch(LoadState state, Blob blob) {
    byte[] bytes = blob.content().toBytes();
    Path directory = state.surroundings().scratchDirectory();
    try {
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      Path file = directory.resolve(hash + ".yml");
      Files.createDirectories(directory);
      Files.write(file, bytes);
      return file.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
