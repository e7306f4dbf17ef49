package dev.camber.tiltfile.builtin.helm;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.GeneratorInputs;
import dev.camber.tiltfile.state.Generators;
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
          state
              .generators()
              .output(
                  Generators.REUSED,
                  () -> inputs(state, argv, directory, flags.get(), path.get()),
                  () -> state.programs().run(Programs.Call.quiet(argv, directory)));
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

  private static Optional<GeneratorInputs> inputs(
      LoadState state, List<String> argv, String directory, List<String> flags, String root) {
    return flags.isEmpty()
        ? state
            .programs()
            .find(argv.getFirst())
            .flatMap(program ->
                new KustomizationFiles(state)
                    .of(root)
                    .map(files ->
                        new GeneratorInputs(
                            List.of(program),
                            argv,
                            directory,
                            state.programs().environment().asMap(),
                            files)))
        : Optional.empty(); // flags let it read files from anywhere, run programs and write files
  }

  private static List<String> command(LoadState state, Optional<String> program) {
    if (program.isPresent()) {
      try {
        state.programs().require(program.get());
      } catch (ProgramException e) {
        throw new EvalException(e.getMessage());
      }
      return List.of(program.get(), "build");
    }
    if (state.programs().find("kustomize").isPresent()) {
      return List.of("kustomize", "build");
    }
    state.info("Falling back to `kubectl kustomize` since `kustomize` was not found in PATH");
    return List.of("kubectl", "kustomize");
  }
}
