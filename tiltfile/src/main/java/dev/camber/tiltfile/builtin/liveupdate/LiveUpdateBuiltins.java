package dev.camber.tiltfile.builtin.liveupdate;

import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.LiveUpdateStep;
import java.util.ArrayList;
import java.util.List;

/** Live update steps. Source: spec Tiltfile, section 5.8. */
public final class LiveUpdateBuiltins {
  private LiveUpdateBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("initial_sync", LiveUpdateBuiltins::initialSync)
        .function("fall_back_on", LiveUpdateBuiltins::fallBackOn)
        .function("sync", LiveUpdateBuiltins::sync)
        .function("run", LiveUpdateBuiltins::run)
        .function("restart_container", LiveUpdateBuiltins::restartContainer);
  }

  private static Value made(StarlarkThread thread, LiveUpdateStep step) {
    LoadState.of(thread).steps().made(step);
    return step;
  }

  private static Value initialSync(StarlarkThread thread, Arguments arguments) {
    arguments.unpacker().finish();
    return made(thread, new LiveUpdateStep.InitialSync(LoadState.position(thread)));
  }

  private static Value fallBackOn(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var paths = u.required("paths", Convert.paths(LoadState.directory(thread)));
    u.finish();
    return made(thread, new LiveUpdateStep.FallBackOn(paths.get(), LoadState.position(thread)));
  }

  private static Value sync(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var local = u.required("local_path", Converter.STRING);
    var remote = u.required("remote_path", Converter.STRING);
    u.finish();
    String path = GoPath.resolve(LoadState.directory(thread), local.get());
    return made(thread, new LiveUpdateStep.Sync(path, remote.get(), LoadState.position(thread)));
  }

  private static Value run(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var cmd = u.required("cmd", Converter.ANY);
    var trigger = u.optional("trigger", Converter.ANY);
    var echoOff = u.optional("echo_off", Converter.BOOL, false);
    u.finish();
    List<String> argv = Commands.argv(cmd.get());
    String shown = Commands.display(argv);
    List<String> triggers = new ArrayList<>();
    for (Value element : Convert.oneOrMany(trigger.given().orElse(null))) {
      if (!(element instanceof StarlarkString text)) {
        throw new EvalException(
            "run cmd '"
                + shown
                + "' triggers contained value '"
                + Starlark.str(element)
                + "' of type '"
                + element.type()
                + "'. it may only contain strings");
      }
      triggers.add(text.text());
    }
    return made(
        thread,
        new LiveUpdateStep.Run(argv, shown, triggers, echoOff.get(), LoadState.position(thread)));
  }

  private static Value restartContainer(StarlarkThread thread, Arguments arguments) {
    arguments.unpacker().finish();
    return made(thread, new LiveUpdateStep.RestartContainer(LoadState.position(thread)));
  }
}
