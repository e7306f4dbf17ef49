package dev.camber.tiltfile.builtin.compose;

import dev.camber.model.api.ComposeProject;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.Blob;
import dev.camber.tiltfile.value.GitRepo;
import dev.camber.tiltfile.value.GoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Docker Compose projects and services. Source: spec Tiltfile, section 5.4. */
public final class ComposeBuiltins {
  private ComposeBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("docker_compose", ComposeBuiltins::dockerCompose)
        .function("dc_resource", ServiceBuiltin::call);
  }

  private static Value dockerCompose(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var configPaths = u.required("configPaths", Converter.ANY);
    var envFile = u.optional("env_file", Convert.path(directory));
    var projectName = u.optional("project_name", Converter.STRING, "");
    var profiles = u.optional("profiles", Convert.STRING_OR_LIST, List.of());
    var wait = u.optional("wait", Convert.OPTIONAL_BOOL, Optional.empty());
    u.finish();
    List<Value> given = Convert.oneOrMany(configPaths.get());
    if (given.isEmpty()) {
      throw new EvalException("Nothing to compose");
    }
    envFile.toOptional().ifPresent(state.configFiles()::addFile);
    List<String> paths = new ArrayList<>();
    Optional<String> first = Optional.empty();
    for (Value value : given) {
      String path = path(state, directory, value);
      paths.add(path);
      if (first.isEmpty() && !(value instanceof Blob)) {
        first = Optional.of(path);
      }
    }
    String projectDirectory = first.map(GoPath::dir).orElse(directory);
    String name = projectName.get();
    if (name.isEmpty()) {
      name = normalized(GoPath.base(projectDirectory));
      name = name.isEmpty() ? normalized(GoPath.base(directory)) : name;
    }
    List<String> active = profiles.get();
    if (!profiles.isGiven()) {
      active = profilesOfEnvironment(state, name);
    }
    ComposeProject project =
        new ComposeProject(
            paths,
            projectDirectory,
            name,
            "",
            envFile.toOptional().orElse(""),
            active,
            wait.get().orElse(false));
    state
        .compose()
        .read(
            state,
            state
                .compose()
                .project(name)
                .map(known -> merged(known.spec(), project))
                .orElse(project));
    return StarlarkNone.NONE;
  }

  private static List<String> profilesOfEnvironment(LoadState state, String project) {
    String text = state.surroundings().environment().get("COMPOSE_PROFILES").orElse("");
    if (text.isEmpty()) {
      return List.of();
    }
    state.info("Compose project \"" + project + "\" loading profiles from environment: " + text);
    return List.of(text.split(",", -1));
  }

  private static String path(LoadState state, String directory, Value value) {
    return switch (value) {
      case StarlarkString text -> {
        String path = GoPath.resolve(directory, text.text());
        state.configFiles().addFile(path);
        yield path;
      }
      case Blob blob -> scratchFile(state, blob.content().toBytes());
      case GitRepo repo -> {
        state.configFiles().addFile(repo.root());
        yield repo.root();
      }
      default ->
          throw new EvalException(
              "expected blob | path (string). Actual type: " + GoType.of(value));
    };
  }

  private static String scratchFile(LoadState state, byte[] bytes) {
    try {
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      Path file = state.surroundings().scratchDirectory().resolve(digest + ".yml");
      Files.createDirectories(state.surroundings().scratchDirectory());
      Files.write(file, bytes);
      return file.toString();
    } catch (IOException e) {
      throw new EvalException("cannot write a scratch file for docker_compose: " + e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is left of a directory's name as the name of a project. */
  private static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[_-]+", "");
  }

  /** A later call for a project adds files; what else it says counts only for the env file. */
  private static ComposeProject merged(ComposeProject known, ComposeProject added) {
    List<String> paths = new ArrayList<>(known.configPaths());
    for (String path : added.configPaths()) {
      if (!known.configPaths().contains(path)) {
        paths.add(path);
      }
    }
    return new ComposeProject(
        paths,
        known.projectPath(),
        known.name(),
        known.yaml(),
        added.envFile().isEmpty() ? known.envFile() : added.envFile(),
        known.profiles(),
        known.waitUntilHealthy());
  }
}
