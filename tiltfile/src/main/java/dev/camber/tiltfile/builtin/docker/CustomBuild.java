package dev.camber.tiltfile.builtin.docker;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.convert.IgnorePatterns;
import dev.camber.tiltfile.convert.LiveUpdates;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.CustomBuildValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code custom_build}. Source: spec Tiltfile, section 5.1. */
final class CustomBuild {
  private static final List<String> NOTHING = List.of("sh", "-c", ":");

  private CustomBuild() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var ref = u.required("ref", Converter.STRING);
    var command = u.required("command", Converter.ANY);
    var deps = u.required("deps", Convert.paths(directory));
    var tag = u.optional("tag", Converter.STRING, "");
    var disablePush = u.optional("disable_push", Converter.BOOL, false);
    var skipsLocal = u.optional("skips_local_docker", Converter.BOOL, false);
    var liveUpdate = u.optional("live_update", Converter.ANY);
    var matchInEnvVars = u.optional("match_in_env_vars", Converter.BOOL, false);
    var ignore = u.optional("ignore", Converter.ANY);
    var entrypoint = u.optional("entrypoint", Converter.ANY);
    var containerArgs = u.optional("container_args", DockerBuild.ARGS);
    u.optional("command_bat_val", Converter.ANY);
    var outputs = u.optional("outputs_image_ref_to", Convert.path(directory));
    u.optional("command_bat", Converter.ANY);
    var imageDeps = u.optional("image_deps", ImageArguments.IMAGES, List.of());
    var env = u.optional("env", Convert.STRING_MAP, Map.of());
    var dir = u.optional("dir", Converter.ANY);
    u.finish();
    ImageReference reference = ImageArguments.reference(ref.get());
    List<String> argv;
    List<String> variables;
    String where;
    try {
      argv = Commands.argv(command.get());
      where = Commands.dir(directory, dir.given());
      variables = Commands.env(env.get());
    } catch (EvalException e) {
      throw new EvalException("Argument 2 (command): " + e.getMessage());
    }
    if (argv.isEmpty()) {
      throw new EvalException("Argument 2 (command) can't be empty");
    }
    if (!tag.get().isEmpty() && outputs.isGiven()) {
      throw new EvalException("Cannot specify both tag= and outputs_image_ref_to=");
    }
    var update = LiveUpdates.of(liveUpdate.given(), directory, state.steps());
    List<String> ignores = IgnorePatterns.of("ignore", ignore.given());
    Optional<List<String>> entry = ImageArguments.entrypoint(entrypoint.given());
    Optional<List<String>> args = ImageArguments.containerArgs(containerArgs.given());
    String outputMode =
        skipsLocal.get()
            ? "remote"
            : disablePush.get() ? "local-docker-and-remote" : "local-docker";
    state
        .images()
        .add(
            new DeclaredImage(
                reference,
                ImageSelector.of(reference),
                matchInEnvVars.get(),
                entry,
                args,
                update,
                thread.executingFile().orElse(""),
                ignores,
                List.of(),
                imageDeps.get(),
                new DeclaredImage.ByCommand(
                    argv,
                    where,
                    variables,
                    deps.get(),
                    deps.given().filter(v -> v != StarlarkNone.NONE).isPresent(),
                    tag.get(),
                    outputMode,
                    outputs.toOptional().orElse(""),
                    argv.equals(NOTHING) && update.isPresent())));
    outputs.toOptional().ifPresent(path -> state.settings().outputFiles.add(path));
    return new CustomBuildValue(reference.toString());
  }
}
