package dev.camber.tiltfile.builtin.docker;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.convert.IgnorePatterns;
import dev.camber.tiltfile.convert.LiveUpdates;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code docker_build}. Source: spec Tiltfile, section 5.1. */
final class DockerBuild {
  private DockerBuild() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var ref = u.required("ref", Converter.STRING);
    var context = u.required("context", Convert.path(directory));
    var buildArgs = u.optional("build_args", Convert.STRING_MAP, Map.of());
    var dockerfile = u.optionalOrNone("dockerfile", Convert.path(directory));
    var contents = u.optional("dockerfile_contents", Converter.ANY);
    var cache = u.optional("cache", Converter.ANY);
    var liveUpdate = u.optional("live_update", Converter.ANY);
    var matchInEnvVars = u.optional("match_in_env_vars", Converter.BOOL, false);
    var ignore = u.optional("ignore", Converter.ANY);
    var only = u.optional("only", Converter.ANY);
    var entrypoint = u.optional("entrypoint", Converter.ANY);
    var containerArgs = u.optional("container_args", ARGS);
    var target = u.optional("target", Converter.STRING, "");
    var ssh = u.optional("ssh", Convert.STRING_OR_LIST, List.of());
    var secret = u.optional("secret", Convert.STRING_OR_LIST, List.of());
    var network = u.optional("network", Convert.STRLIKE, "");
    var extraTag = u.optional("extra_tag", Convert.STRING_OR_LIST, List.of());
    var cacheFrom = u.optional("cache_from", Convert.STRING_OR_LIST, List.of());
    var pull = u.optional("pull", Converter.BOOL, false);
    var platform = u.optional("platform", Convert.STRLIKE, "");
    var extraHosts = u.optional("extra_hosts", Convert.STRING_OR_LIST, List.of());
    u.finish();
    ImageReference reference = ImageArguments.reference(ref.get());
    if (dockerfile.isGiven() && contents.isGiven()) {
      throw new EvalException(
          "Cannot specify both dockerfile and dockerfile_contents keyword arguments");
    }
    String path = dockerfile.toOptional().orElseGet(() -> GoPath.join(context.get(), "Dockerfile"));
    String text;
    if (contents.isGiven()) {
      text = ImageArguments.contents(contents.given().orElseThrow());
    } else {
      text = read(state, path);
    }
    if (cache.isGiven()) {
      state.warn(
          "docker_build(cache=...) is obsolete, and currently a no-op.\n"
              + "You should switch to live_update to optimize your builds.");
    }
    var update = LiveUpdates.of(liveUpdate.given(), directory, state.steps());
    List<String> ignores = IgnorePatterns.of("ignore", ignore.given());
    List<String> onlys = IgnorePatterns.only(only.given());
    Optional<List<String>> command = ImageArguments.entrypoint(entrypoint.given());
    Optional<List<String>> args = ImageArguments.containerArgs(containerArgs.given());
    checkTags(extraTag.get());
    String platformName = platform.get();
    if (platformName.isEmpty()) {
      platformName = state.surroundings().environment().get("DOCKER_DEFAULT_PLATFORM").orElse("");
    }
    state
        .images()
        .add(
            new DeclaredImage(
                reference,
                ImageSelector.of(reference),
                matchInEnvVars.get(),
                command,
                args,
                update,
                thread.executingFile().orElse(""),
                ignores,
                onlys,
                List.of(),
                new DeclaredImage.FromDockerfile(
                    path,
                    text,
                    context.get(),
                    rendered(buildArgs.get()),
                    target.get(),
                    ssh.get(),
                    secret.get(),
                    network.get(),
                    pull.get(),
                    cacheFrom.get(),
                    platformName,
                    extraTag.get(),
                    extraHosts.get())));
    return StarlarkNone.NONE;
  }

  /** Only the type is looked at here; the elements are when the others have been read. */
  static final Converter<Value> ARGS =
      value -> {
        Convert.SEQUENCE.convert(value);
        return value;
      };

  private static String read(LoadState state, String path) {
    state.configFiles().addFile(path);
    try {
      return new String(state.read(path), StandardCharsets.UTF_8);
    } catch (GoFileException e) {
      throw new EvalException("error reading dockerfile: " + e.getMessage());
    }
  }

  /** {@code KEY=VALUE}; without a value the builder takes it from its environment. */
  private static List<String> rendered(Map<String, String> buildArgs) {
    List<String> out = new ArrayList<>();
    buildArgs.forEach((key, value) -> out.add(value.isEmpty() ? key : key + "=" + value));
    return out;
  }

  private static void checkTags(List<String> tags) {
    for (String tag : tags) {
      try {
        ImageReference.parse(tag);
      } catch (InvalidReferenceException e) {
        throw new EvalException(
            "Argument extra_tag="
                + Quoted.go(tag)
                + " not a valid image reference: "
                + e.getMessage());
      }
    }
  }
}
