package dev.camber.tiltfile.builtin.k8s;

import dev.camber.model.api.CommandSpec;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.docker.ImageArguments;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.convert.LiveUpdates;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.KubernetesResource;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code k8s_custom_deploy}. Source: spec Tiltfile, section 5.2. */
final class CustomDeployBuiltin {
  private CustomDeployBuiltin() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var name = u.required("name", Converter.STRING);
    var applyCmd = u.required("apply_cmd", Converter.ANY);
    var deleteCmd = u.required("delete_cmd", Converter.ANY);
    var deps = u.required("deps", Convert.paths(directory));
    var imageSelector = u.optional("image_selector", Converter.STRING, "");
    var liveUpdate = u.optional("live_update", Converter.ANY);
    var applyDir = u.optional("apply_dir", Converter.ANY);
    var applyEnv = u.optional("apply_env", Convert.STRING_MAP, Map.of());
    u.optional("apply_cmd_bat", Converter.ANY);
    var deleteDir = u.optional("delete_dir", Converter.ANY);
    var deleteEnv = u.optional("delete_env", Convert.STRING_MAP, Map.of());
    u.optional("delete_cmd_bat", Converter.ANY);
    var containerSelector = u.optional("container_selector", Converter.STRING, "");
    var imageDeps = u.optional("image_deps", ImageArguments.IMAGES, List.of());
    u.finish();
    ShellCommand apply =
        command("apply_cmd", applyCmd.get(), applyDir.given(), applyEnv.get(), directory);
    ShellCommand delete =
        command("delete_cmd", deleteCmd.get(), deleteDir.given(), deleteEnv.get(), directory);
    Optional<LiveUpdateSpec> update = LiveUpdates.of(liveUpdate.given(), directory, state.steps());
    try {
      state.names().take(name.get(), ResourceNames.Owner.KUBERNETES);
    } catch (EvalException e) {
      throw new EvalException("error making resource for " + name.get() + ": " + e.getMessage());
    }
    Optional<ImageReference> image = Optional.empty();
    List<String> ignored = new ArrayList<>();
    if (update.isPresent()) {
      image =
          Optional.of(
              liveUpdateImage(
                  state,
                  thread,
                  name.get(),
                  imageSelector.get(),
                  containerSelector.get(),
                  update.get(),
                  deps.get()));
      update.get().syncs().forEach(sync -> ignored.add(sync.localPath()));
      ignored.addAll(update.get().stopPaths());
    }
    state
        .kubernetes()
        .resources()
        .put(
            name.get(),
            new KubernetesResource(
                name.get(),
                Optional.of(
                    new KubernetesResource.CustomDeploy(
                        spec(apply),
                        spec(delete),
                        deps.get(),
                        imageDeps.get(),
                        image,
                        directory,
                        ignored)),
                false));
    return StarlarkNone.NONE;
  }

  private static CommandSpec spec(ShellCommand command) {
    return new CommandSpec(command.argv(), command.dir(), command.env());
  }

  private static ShellCommand command(
      String parameter,
      Value value,
      Optional<Value> dir,
      Map<String, String> env,
      String directory) {
    ShellCommand command;
    try {
      command = Commands.command(value, dir, env, directory);
    } catch (EvalException e) {
      throw new EvalException(parameter + ": " + e.getMessage());
    }
    if (command.isEmpty()) {
      throw new EvalException("k8s_custom_deploy: " + parameter + " cannot be empty");
    }
    return command;
  }

  /** Registers the image that stands for the containers to update. */
  private static ImageReference liveUpdateImage(
      LoadState state,
      StarlarkThread thread,
      String name,
      String imageSelector,
      String containerSelector,
      LiveUpdateSpec update,
      List<String> deps) {
    if (imageSelector.isEmpty() && containerSelector.isEmpty()) {
      throw new EvalException("k8s_custom_deploy: no Live Update selector specified");
    }
    if (!imageSelector.isEmpty() && !containerSelector.isEmpty()) {
      throw new EvalException(
          "k8s_custom_deploy: cannot specify more than one Live Update selector");
    }
    String text = imageSelector.isEmpty() ? "k8s_custom_deploy:" + name : imageSelector;
    ImageReference reference;
    try {
      reference = ImageReference.parse(text);
    } catch (InvalidReferenceException e) {
      throw new EvalException("can't parse " + Quoted.go(text) + ": " + e.getMessage());
    }
    LiveUpdateSpec spec = update;
    if (!containerSelector.isEmpty()) {
      spec =
          new LiveUpdateSpec(
              update.basePath(),
              update.sources(),
              new LiveUpdateSpec.Selector(
                  Optional.of(
                      new LiveUpdateSpec.KubernetesSelector("", "", "", "", containerSelector)),
                  Optional.empty()),
              update.stopPaths(),
              update.syncs(),
              update.execs(),
              update.restart(),
              update.initialSync());
    }
    state
        .images()
        .add(
            new DeclaredImage(
                reference,
                ImageSelector.of(reference),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(spec),
                thread.executingFile().orElse(""),
                List.of(),
                List.of(),
                List.of(),
                new DeclaredImage.ForCustomDeploy(deps)));
    return reference;
  }
}
