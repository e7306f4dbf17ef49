package dev.camber.tiltfile.builtin.core;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkDict;
import dev.camber.starlark.StarlarkNamespace;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkStruct;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.state.ExitSignal;
import dev.camber.tiltfile.state.LoadState;

/** Builtins around evaluation itself. Source: spec Tiltfile, sections 3 and 4. */
public final class CoreBuiltins {
  private CoreBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("warn", CoreBuiltins::warn)
        .function("fail", CoreBuiltins::fail)
        .function("exit", CoreBuiltins::exit)
        .function("include", CoreBuiltins::include)
        .function("load_dynamic", CoreBuiltins::loadDynamic)
        .function("struct", CoreBuiltins::struct)
        .function("module", CoreBuiltins::module);
  }

  private static Value warn(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var msg = u.required("msg", Converter.STRING);
    u.finish();
    LoadState.of(thread).warn(msg.get());
    return StarlarkNone.NONE;
  }

  private static Value fail(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var msg = u.required("msg", Converter.STRING);
    u.finish();
    throw new EvalException(msg.get());
  }

  private static Value exit(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var code = u.optional("code", Converter.ANY);
    u.finish();
    code.given()
        .filter(v -> v != StarlarkNone.NONE)
        .ifPresent(v -> LoadState.of(thread).info(Starlark.repr(v)));
    throw new ExitSignal();
  }

  private static Value include(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("path", Converter.STRING);
    u.finish();
    LoadState.of(thread).modules().run(thread, path.get());
    return StarlarkNone.NONE;
  }

  private static Value loadDynamic(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var path = u.required("path", Convert.STRLIKE);
    u.finish();
    StarlarkDict globals =
        StarlarkDict.of(LoadState.of(thread).modules().run(thread, path.get()).globals());
    globals.freeze();
    return globals;
  }

  private static Value struct(StarlarkThread thread, Arguments arguments) {
    if (arguments.count() > 0) {
      throw new EvalException("struct: unexpected positional arguments");
    }
    return StarlarkStruct.of(arguments.named());
  }

  private static Value module(StarlarkThread thread, Arguments arguments) {
    if (arguments.count() != 1) {
      throw new EvalException("module: got " + arguments.count() + " arguments, want 1");
    }
    return StarlarkNamespace.constructed(arguments.at(0, Converter.STRING), arguments.named());
  }
}
