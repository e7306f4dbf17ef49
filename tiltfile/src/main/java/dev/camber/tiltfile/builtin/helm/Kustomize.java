package dev.camber.tiltfile.builtin.helm;

import dev.camber.host.env.Environment;
import dev.camber.host.process.ExecutableLookup;
import dev.camber.host.process.ProcessStartException;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ProgramException;
import dev.camber.tiltfile.state.Programs;
import dev.camber.tiltfile.value.Blob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The builtin {@code kustomize}. Source: spec Tiltfile, section 5.3. */
final class Kustomize {
  private Kustomize() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var path = u.required("paths", Convert.path(directory));
    var program = u.optional("kustomize_bin", Convert.path(directory));
    var flags = u.optional("flags", Convert.STRING_LIST, List.of());
    u.finish();
    List<String> argv = new ArrayList<>(command(state, program.toOptional()));
    argv.addAll(flags.get());
    argv.add(GoPath.relative(directory, path.get()).orElse(path.get()));
    state.info("Running: " + Commands.display(argv));
    StarlarkString yaml;
    try {
      yaml =
          Programs.run(
              state,
              new Programs.Call(argv, directory, List.of(), Optional.empty(), Optional.empty()));
    } catch (ProgramException e) {
      throw new EvalException(e.getMessage());
    }
    try {
      new KustomizationInputs(state).of(path.get()).forEach(state.configFiles()::add);
    } catch (EvalException e) {
      throw new EvalException("resolving deps: " + e.getMessage());
    }
    return new Blob(yaml, "kustomize: " + path.get());
  }

  private static List<String> command(LoadState state, Optional<String> program) {
    if (program.isPresent()) {
      try {
        ExecutableLookup.find(
            program.get(),
            state.surroundings().workingDirectory(),
            Environment.of(state.surroundings().environment().asMap()));
      } catch (ProcessStartException e) {
        throw new EvalException(String.valueOf(e.getMessage()));
      }
      return List.of(program.get(), "build");
    }
    if (Programs.find(state, "kustomize").isPresent()) {
      return List.of("kustomize", "build");
    }
    state.info("Falling back to `kubectl kustomize` since `kustomize` was not found in PATH");
    return List.of("kubectl", "kustomize");
  }
}
