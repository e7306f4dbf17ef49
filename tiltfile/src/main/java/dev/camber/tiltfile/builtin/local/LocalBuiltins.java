package dev.camber.tiltfile.builtin.local;

import dev.camber.model.manifest.ShellCommand;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.convert.IgnorePatterns;
import dev.camber.tiltfile.convert.Labels;
import dev.camber.tiltfile.convert.Links;
import dev.camber.tiltfile.state.DeclaredLocal;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ResourceNames;
import dev.camber.tiltfile.value.LinkValue;
import dev.camber.tiltfile.value.ProbeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Local resources, {@code local} and links. Source: spec Tiltfile, sections 5.5 and 5.13. */
public final class LocalBuiltins {
  private LocalBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    ProbeBuiltins.register(builtins);
    builtins
        .function("local_resource", (t, a) -> localResource(t, a, false))
        .function("test", LocalBuiltins::test)
        .function("local", LocalCommand::call)
        .function("link", LocalBuiltins::link);
  }

  private static Value test(StarlarkThread thread, Arguments arguments) {
    LoadState.of(thread)
        .warn(
            "test() is deprecated and will be removed in a future release.\n"
                + "Change this call to use `local_resource(..., allow_parallel=True)`");
    return localResource(thread, arguments, true);
  }

  private static Value localResource(StarlarkThread thread, Arguments arguments, boolean isTest) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var name = u.required("name", Convert.NAME);
    var cmd = u.optional("cmd", Converter.ANY);
    var deps = u.optional("deps", Convert.paths(directory), List.of());
    var triggerMode = u.optional("trigger_mode", Convert.TRIGGER_MODE);
    var resourceDeps = u.optional("resource_deps", Convert.SEQUENCE, List.of());
    var ignore = u.optional("ignore", Converter.ANY);
    var autoInit = u.optional("auto_init", Converter.BOOL, true);
    var serveCmd = u.optional("serve_cmd", Converter.ANY);
    u.optional("cmd_bat", Converter.ANY);
    u.optional("serve_cmd_bat", Converter.ANY);
    var parallel = u.optional("allow_parallel", Converter.BOOL, isTest);
    var links = u.optional("links", Links.LINKS, List.of());
    var labels = u.optional("labels", Labels.LABELS, Map.of());
    var env = u.optional("env", Convert.STRING_MAP, Map.of());
    var serveEnv = u.optional("serve_env", Convert.STRING_MAP, Map.of());
    var probe = u.optionalOrNone("readiness_probe", ProbeBuiltins.PROBE);
    var dir = u.optional("dir", Converter.ANY);
    var serveDir = u.optional("serve_dir", Converter.ANY);
    u.finish();
    List<String> dependencies;
    try {
      dependencies = Convert.stringElements(resourceDeps.get());
    } catch (EvalException e) {
      throw new EvalException(arguments.function() + ": resource_deps: " + e.getMessage());
    }
    List<String> ignores = IgnorePatterns.of("ignore", ignore.given());
    ShellCommand update = command(cmd.given(), dir.given(), env.get(), directory);
    ShellCommand serve = command(serveCmd.given(), serveDir.given(), serveEnv.get(), directory);
    checkDirs(update, serve, dir.isGiven(), serveDir.isGiven());
    Optional<ProbeValue> readiness = probe.toOptional();
    if (readiness.isPresent() && serve.isEmpty()) {
      state.warn(
          "Ignoring readiness probe for local resource \""
              + name.get()
              + "\" (no serve_cmd was defined)");
      readiness = Optional.empty();
    }
    state.names().take(name.get(), ResourceNames.Owner.LOCAL);
    state
        .locals()
        .put(
            name.get(),
            new DeclaredLocal(
                name.get(),
                directory,
                update.isEmpty() ? ShellCommand.NONE : update,
                serve.isEmpty() ? ShellCommand.NONE : serve,
                triggerMode.toOptional(),
                autoInit.get(),
                deps.get(),
                deps.isGiven() && deps.given().orElseThrow() != StarlarkNone.NONE,
                ignores,
                dependencies,
                parallel.get() || update.isEmpty(),
                links.get(),
                labels.get(),
                readiness.map(ProbeValue::probe),
                isTest));
    return StarlarkNone.NONE;
  }

  private static ShellCommand command(
      Optional<Value> cmd, Optional<Value> dir, Map<String, String> env, String directory) {
    return Commands.command(cmd.orElse(StarlarkString.EMPTY), dir, env, directory);
  }

  private static void checkDirs(
      ShellCommand update, ShellCommand serve, boolean dirGiven, boolean serveDirGiven) {
    if (update.isEmpty() && dirGiven) {
      throw new EvalException(
          serve.isEmpty()
              ? "local_resource: 'dir' specified but 'cmd' is empty"
              : "local_resource: 'dir' only affects 'cmd', not 'serve_cmd'. Did you mean to use"
                  + " 'serve_dir' instead?");
    }
    if (serve.isEmpty() && serveDirGiven) {
      throw new EvalException("local_resource: 'serve_dir' specified but 'serve_cmd' is empty");
    }
    if (update.isEmpty() && serve.isEmpty()) {
      throw new EvalException(
          "local_resource must have a cmd and/or a serve_cmd, but both were empty");
    }
  }

  private static Value link(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var url = u.required("url", Converter.STRING);
    var name = u.optional("name", Converter.STRING, "");
    u.finish();
    return new LinkValue(Links.parse(url.get(), name.get()));
  }
}
