package dev.camber.tiltfile.builtin.docker;

import dev.camber.model.api.RegistryHosting;
import dev.camber.model.image.RegistryChecks;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.Settings;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.FieldErrors;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.SettingsDraft;
import java.util.List;
import java.util.Optional;

/** Images. Source: spec Tiltfile, section 5.1. */
public final class DockerBuiltins {
  private DockerBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("docker_build", DockerBuild::call)
        .function("custom_build", CustomBuild::call)
        .function("default_registry", DockerBuiltins::defaultRegistry);
  }

  private static Value defaultRegistry(StarlarkThread thread, Arguments arguments) {
    SettingsDraft draft = LoadState.of(thread).settings();
    if (draft.defaultRegistry.isPresent()) {
      throw new EvalException("default registry already defined");
    }
    var u = arguments.unpacker();
    var host = u.required("host", Converter.STRING);
    var fromCluster = u.optional("host_from_cluster", Converter.STRING, "");
    var singleName = u.optional("single_name", Converter.STRING, "");
    u.finish();
    List<String> problems =
        RegistryChecks.problems(
            new RegistryHosting(host.get(), "", fromCluster.get(), "", singleName.get()));
    if (!problems.isEmpty()) {
      throw new EvalException("validating defaultRegistry: " + FieldErrors.join(problems));
    }
    draft.defaultRegistry =
        Optional.of(new Settings.Registry(host.get(), fromCluster.get(), singleName.get()));
    return StarlarkNone.NONE;
  }
}
