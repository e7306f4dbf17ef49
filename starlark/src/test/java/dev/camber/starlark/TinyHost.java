package dev.camber.starlark;

import dev.camber.starlark.syntax.SyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The little of a Tiltfile host that cases about the language use: printing, failing, loading, and
 * builtins whose effects do not show in the log.
 */
final class TinyHost {
  private static final Set<String> NAMES =
      Set.of(
          "fail",
          "load_dynamic",
          "include",
          "warn",
          "exit",
          "local_resource",
          "struct",
          "module",
          "__file__",
          "__name__",
          "string");

  private static final List<String> LOCAL_RESOURCE_PARAMETERS =
      List.of(
          "deps",
          "trigger_mode",
          "resource_deps",
          "ignore",
          "serve_cmd",
          "cmd_bat",
          "serve_cmd_bat",
          "links",
          "labels",
          "env",
          "serve_env",
          "readiness_probe",
          "dir",
          "serve_dir");

  private final StringBuilder log = new StringBuilder();
  private final Map<Path, Object> loaded = new HashMap<>();
  private final StarlarkThread thread;
  private final Path root;

  TinyHost(Path root) {
    this.root = root;
    this.thread = new StarlarkThread((t, text) -> say(text), (t, path) -> loadFile(path));
  }

  /** Ends the whole load without an error. */
  private static final class Exit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exit() {
      super(null, null, false, false);
    }
  }

  static boolean offers(String name) {
    return NAMES.contains(name);
  }

  private void say(String text) {
    log.append(text).append('\n');
  }

  /** Runs the root file and gives the log. */
  String run() {
    say("Loading Tiltfile at: " + root);
    try {
      execute(root, true);
      say("Successfully loaded Tiltfile (T)");
    } catch (Exit e) {
      say("Successfully loaded Tiltfile (T)");
    } catch (EvalException e) {
      EvalException shown = e.innermost();
      say(shown.callStack().isEmpty() ? shown.getMessage() : shown.backtrace());
    }
    return log.toString();
  }

  private StarlarkModule loadFile(String path) {
    Path directory = Path.of(thread.executingFile().orElse(root.toString())).resolveSibling("");
    return execute(directory.resolve(path).normalize(), false);
  }

  private StarlarkModule execute(Path file, boolean main) {
    Object known = loaded.get(file);
    if (known instanceof StarlarkModule m) {
      return m;
    }
    if (known instanceof EvalException e) {
      throw e;
    }
    if (known != null) {
      throw new EvalException("Circular load: " + file);
    }
    loaded.put(file, "running");
    try {
      StarlarkModule module = executeNow(file, main);
      loaded.put(file, module);
      return module;
    } catch (EvalException e) {
      loaded.put(file, e);
      throw e;
    }
  }

  private StarlarkModule executeNow(Path file, boolean main) {
    if (Files.isDirectory(file)) {
      throw new EvalException("error reading file " + file + ": read " + file + ": is a directory");
    }
    try {
      Map<String, Value> names = builtins(file, main);
      Program program =
          Program.compile(file.toString(), Files.readAllBytes(file), names::containsKey);
      return program.run(thread, names);
    } catch (SyntaxException e) {
      throw new EvalException(e.getMessage());
    } catch (NoSuchFileException e) {
      throw new EvalException(
          "error reading file " + file + ": open " + file + ": no such file or directory");
    } catch (IOException e) {
      throw new EvalException("error reading file " + file + ": " + e.getMessage());
    }
  }

  private Map<String, Value> builtins(Path file, boolean main) {
    Map<String, Value> names = new LinkedHashMap<>();
    names.put("__file__", StarlarkString.of(file.toString()));
    names.put("__name__", StarlarkString.of(main ? "__main__" : file.getFileName().toString()));
    add(
        names,
        "fail",
        (t, a) -> {
          throw new EvalException(oneString(a));
        });
    add(
        names,
        "warn",
        (t, a) -> {
          say(oneString(a));
          return StarlarkNone.NONE;
        });
    add(
        names,
        "exit",
        (t, a) -> {
          if (a.count() > 0) {
            say(Starlark.repr(a.at(0)));
          }
          throw new Exit();
        });
    add(names, "local_resource", (t, a) -> localResource(a));
    add(
        names,
        "include",
        (t, a) -> {
          loadFile(a.positional(1, 1).at(0, Converter.STRING));
          return StarlarkNone.NONE;
        });
    add(
        names,
        "load_dynamic",
        (t, a) -> {
          StarlarkDict dict =
              StarlarkDict.of(loadFile(a.positional(1, 1).at(0, Converter.STRING)).globals());
          dict.freeze();
          return dict;
        });
    add(
        names,
        "struct",
        (t, a) -> {
          if (a.count() > 0) {
            throw new EvalException("struct: unexpected positional arguments");
          }
          return StarlarkStruct.of(a.named());
        });
    add(
        names,
        "module",
        (t, a) ->
            StarlarkNamespace.constructed(
                new Arguments("module", a.positional, Arguments.NO_NAMES, Arguments.NO_VALUES)
                    .positional(1, 1)
                    .at(0, Converter.STRING),
                a.named()));
    return names;
  }

  private static void add(Map<String, Value> names, String name, BuiltinFunction body) {
    names.put(name, StarlarkBuiltin.of(name, body));
  }

  private static String oneString(Arguments a) {
    var u = a.unpacker();
    var msg = u.required("msg", Converter.STRING);
    u.finish();
    return msg.get();
  }

  /** Checks its arguments as far as the language's own rules go, and does nothing. */
  private static Value localResource(Arguments a) {
    var u = a.unpacker();
    u.required("name", Converter.STRING);
    var cmd = u.optional("cmd", Converter.ANY, StarlarkString.EMPTY);
    for (String name : LOCAL_RESOURCE_PARAMETERS) {
      u.optional(name, Converter.ANY);
    }
    u.optional("auto_init", Converter.BOOL, true);
    u.optional("allow_parallel", Converter.BOOL, false);
    u.finish();
    if (cmd.get() instanceof StarlarkInt) {
      throw new EvalException("a command must be a string or list of strings. found starlark.Int");
    }
    return StarlarkNone.NONE;
  }
}
