package dev.camber.tiltfile.builtin.local;

import dev.camber.host.process.OutputSink;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.PrefixedOutput;
import dev.camber.tiltfile.state.ProgramException;
import dev.camber.tiltfile.state.Programs;
import dev.camber.tiltfile.value.Blob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builtin {@code local}. Source: spec Tiltfile, section 5.5. */
final class LocalCommand {
  private LocalCommand() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var command = u.required("command", Converter.ANY);
    var quiet = u.optional("quiet", Converter.BOOL, false);
    u.optional("command_bat", Converter.ANY);
    var echoOff = u.optional("echo_off", Converter.BOOL, false);
    var env = u.optional("env", Convert.STRING_MAP, Map.of());
    var dir = u.optional("dir", Converter.ANY);
    var stdin = u.optional("stdin", Convert.STRLIKE);
    u.finish();
    List<String> argv = Commands.argv(command.get());
    String where = Commands.dir(directory, dir.given());
    List<String> variables = Commands.env(env.get());
    checkContext(state);
    String shown = Commands.display(argv);
    if (!echoOff.get()) {
      state.info("local: " + shown);
    }
    PrefixedOutput log = new PrefixedOutput(state.request().logger());
    StarlarkString out;
    try {
      out =
          state
              .programs()
              .run(
                  new Programs.Call(
                      argv,
                      where,
                      variables,
                      stdin.toOptional().map(text -> text.getBytes(StandardCharsets.UTF_8)),
                      quiet.get() ? Optional.empty() : Optional.<OutputSink>of(log)));
    } catch (ProgramException e) {
      log.finish();
      throw new EvalException(e.getMessage());
    }
    if (!log.finish() && !quiet.get() && !echoOff.get()) {
      state.info(" → [no output]");
    }
    return new Blob(out, "local: " + shown);
  }

  private static void checkContext(LoadState state) {
    if (state.contextAllowed()) {
      return;
    }
    String name = state.kubeContext().name();
    throw new EvalException(
        "Refusing to run 'local' because "
            + name
            + " might be a production kube context.\n"
            + "If you're sure you want to continue add:\n"
            + "\tallow_k8s_contexts('"
            + name
            + "')\n"
            + "before this function call in your Tiltfile. Otherwise, switch k8s contexts and"
            + " restart Tilt.");
  }
}
