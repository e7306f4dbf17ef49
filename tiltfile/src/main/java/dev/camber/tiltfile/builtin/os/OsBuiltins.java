package dev.camber.tiltfile.builtin.os;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkBool;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoFileErrors;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The modules {@code os}, {@code sys} and {@code shlex}. Source: spec Tiltfile, section 5.7. */
public final class OsBuiltins {
  private static final Pattern SHELL_SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private OsBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins, Surroundings surroundings) {
    StarlarkList argv =
        StarlarkList.of(surroundings.argv().stream().map(StarlarkString::of).toList());
    argv.freeze();
    builtins
        .value("os.name", StarlarkString.of("posix"))
        .value("os.environ", new EnvironValue(surroundings.environment()))
        .function("os.getcwd", OsBuiltins::getcwd)
        .function("os.getenv", OsBuiltins::getenv)
        .function("os.putenv", OsBuiltins::putenv)
        .function("os.unsetenv", OsBuiltins::unsetenv)
        .function("os.path.abspath", OsBuiltins::abspath)
        .function("os.path.relpath", OsBuiltins::relpath)
        .function("os.path.basename", OsBuiltins::basename)
        .function("os.path.dirname", OsBuiltins::dirname)
        .function("os.path.exists", OsBuiltins::exists)
        .function("os.path.join", OsBuiltins::join)
        .function("os.path.realpath", OsBuiltins::realpath)
        .value("sys.argv", argv)
        .value(
            "sys.executable",
            surroundings.executable().<Value>map(StarlarkString::of).orElse(StarlarkNone.NONE))
        .function("shlex.quote", OsBuiltins::quote);
  }

  private static Value getcwd(StarlarkThread thread, Arguments arguments) {
    arguments.unpacker().finish();
    return StarlarkString.of(LoadState.directory(thread));
  }

  private static Value getenv(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var key = u.required("key", Convert.STRLIKE);
    var fallback = u.optional("default", Converter.ANY, StarlarkNone.NONE);
    u.finish();
    return LoadState.of(thread)
        .surroundings()
        .environment()
        .get(key.get())
        .<Value>map(StarlarkString::of)
        .orElseGet(fallback::get);
  }

  private static Value putenv(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var key = u.required("key", Convert.STRLIKE);
    var value = u.required("value", Convert.STRLIKE);
    u.finish();
    EnvironValue.put(LoadState.of(thread).surroundings().environment(), key.get(), value.get());
    return StarlarkNone.NONE;
  }

  private static Value unsetenv(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var key = u.required("key", Convert.STRLIKE);
    u.finish();
    LoadState.of(thread).surroundings().environment().remove(key.get());
    return StarlarkNone.NONE;
  }

  private static String path(Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("path", Converter.STRING);
    u.finish();
    return path.get();
  }

  private static Value abspath(StarlarkThread thread, Arguments arguments) {
    return StarlarkString.of(GoPath.resolve(LoadState.directory(thread), path(arguments)));
  }

  private static Value relpath(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var target = u.required("targpath", Converter.STRING);
    var base = u.optional("basepath", Converter.STRING, "");
    u.finish();
    String from = base.get().isEmpty() ? LoadState.directory(thread) : base.get();
    return StarlarkString.of(
        GoPath.relative(from, target.get())
            .orElseThrow(() ->
                new EvalException("Rel: can't make " + target.get() + " relative to " + from)));
  }

  private static Value basename(StarlarkThread thread, Arguments arguments) {
    return StarlarkString.of(GoPath.base(path(arguments)));
  }

  private static Value dirname(StarlarkThread thread, Arguments arguments) {
    return StarlarkString.of(GoPath.dir(path(arguments)));
  }

  private static Optional<Path> resolved(StarlarkThread thread, String path) {
    return LoadState.of(thread).file(GoPath.resolve(LoadState.directory(thread), path));
  }

  private static Value exists(StarlarkThread thread, Arguments arguments) {
    return StarlarkBool.of(resolved(thread, path(arguments)).filter(Files::exists).isPresent());
  }

  private static Value join(StarlarkThread thread, Arguments arguments) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < arguments.count(); i++) {
      if (!(arguments.at(i) instanceof StarlarkString part)) {
        throw new EvalException(
            "os.path.join() only accepts strings. Argument #"
                + i
                + ": "
                + Starlark.repr(arguments.at(i)));
      }
      parts.add(part.text());
    }
    return StarlarkString.of(GoPath.join(parts));
  }

  private static Value realpath(StarlarkThread thread, Arguments arguments) {
    String written = path(arguments);
    Path path =
        resolved(thread, written)
            .orElseThrow(() -> new EvalException("lstat " + written + ": invalid argument"));
    try {
      return StarlarkString.of(path.toRealPath().toString());
    } catch (IOException e) {
      throw new EvalException("lstat " + firstMissing(path) + ": " + GoFileErrors.reason(e));
    }
  }

  /** The first element of a path that is not there: Go names it, Java the whole. */
  private static Path firstMissing(Path path) {
    Path shown = path;
    for (Path p = path; p != null && !Files.exists(p); p = p.getParent()) {
      shown = p;
    }
    return shown;
  }

  private static Value quote(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var name = u.required("name", Converter.STRING);
    u.finish();
    String text = name.get();
    if (SHELL_SAFE.matcher(text).matches()) {
      return StarlarkString.of(text);
    }
    return StarlarkString.of("'" + text.replace("'", "'\"'\"'") + "'");
  }
}
