package dev.camber.tiltfile.builtin.local;

import dev.camber.model.api.Probe;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Sequence;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkInt;
import dev.camber.starlark.StarlarkList;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkStruct;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.value.GoType;
import dev.camber.tiltfile.value.ProbeAction;
import dev.camber.tiltfile.value.ProbeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Probes. Source: spec Tiltfile, sections 5.11 and 6.8. */
final class ProbeBuiltins {
  private ProbeBuiltins() {}

  static void register(Builtins builtins) {
    builtins
        .function("probe", ProbeBuiltins::probe)
        .function("exec_action", ProbeBuiltins::execAction)
        .function("http_get_action", ProbeBuiltins::httpGetAction)
        .function("tcp_socket_action", ProbeBuiltins::tcpSocketAction);
  }

  /** The value of {@code probe(...)}. */
  static final Converter<ProbeValue> PROBE =
      value -> {
        if (value instanceof ProbeValue probe) {
          return probe;
        }
        throw new EvalException("got " + GoType.of(value) + ", want Probe");
      };

  private static Converter<ProbeAction> action(String type) {
    return value -> {
      if (value instanceof ProbeAction action && action.type().equals(type)) {
        return action;
      }
      throw new EvalException("got " + GoType.of(value) + ", want " + type);
    };
  }

  private static Value probe(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var delay = u.optional("initial_delay_secs", Convert.INT32, 0);
    var timeout = u.optional("timeout_secs", Convert.INT32, 0);
    var period = u.optional("period_secs", Convert.INT32, 0);
    var success = u.optional("success_threshold", Convert.INT32, 0);
    var failure = u.optional("failure_threshold", Convert.INT32, 0);
    var exec = u.optionalOrNone("exec", action("ExecAction"));
    var http = u.optionalOrNone("http_get", action("HTTPGetAction"));
    var tcp = u.optionalOrNone("tcp_socket", action("TCPSocketAction"));
    u.finish();
    int given = (exec.isGiven() ? 1 : 0) + (http.isGiven() ? 1 : 0) + (tcp.isGiven() ? 1 : 0);
    if (given != 1) {
      throw new EvalException("exactly one of exec, http_get, or tcp_socket must be specified");
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("initial_delay_secs", StarlarkInt.of(delay.get()));
    fields.put("timeout_secs", StarlarkInt.of(timeout.get()));
    fields.put("period_secs", StarlarkInt.of(period.get()));
    fields.put("success_threshold", StarlarkInt.of(success.get()));
    fields.put("failure_threshold", StarlarkInt.of(failure.get()));
    fields.put("exec", orNone(exec.toOptional()));
    fields.put("http_get", orNone(http.toOptional()));
    fields.put("tcp_socket", orNone(tcp.toOptional()));
    Probe made =
        new Probe(
            exec.toOptional().flatMap(ProbeAction::exec),
            http.toOptional().flatMap(ProbeAction::httpGet),
            tcp.toOptional().flatMap(ProbeAction::tcpSocket),
            delay.get(),
            timeout.get(),
            period.get(),
            success.get(),
            failure.get());
    return new ProbeValue(made, StarlarkStruct.of("Probe", fields));
  }

  private static Value orNone(Optional<ProbeAction> action) {
    return action.<Value>map(a -> a).orElse(StarlarkNone.NONE);
  }

  private static Value execAction(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var command =
        u.required(
            "command",
            value -> {
              if (!(value instanceof Sequence sequence)) {
                throw new EvalException(
                    "'" + Starlark.repr(value) + "' is a " + GoType.of(value) + ", not a sequence");
              }
              return Convert.stringElements(Starlark.elements(sequence));
            });
    u.finish();
    List<String> words = command.get();
    StarlarkList list = StarlarkList.of(words.stream().map(StarlarkString::of).toList());
    return ProbeAction.of(
        new Probe.Exec(words), StarlarkStruct.of("ExecAction", Map.of("command", list)));
  }

  private static Value httpGetAction(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var port = u.required("port", Converter.INT64);
    var host = u.optional("host", Converter.STRING, "");
    var scheme = u.optional("scheme", Converter.STRING, "");
    var path = u.optional("path", Converter.STRING, "");
    u.finish();
    StarlarkStruct fields =
        StarlarkStruct.of(
            "HTTPGetAction",
            Map.of(
                "host", StarlarkString.of(host.get()),
                "port", StarlarkInt.of(port.get()),
                "scheme", StarlarkString.of(scheme.get()),
                "path", StarlarkString.of(path.get())));
    return ProbeAction.of(
        new Probe.HttpGet(
            host.get(),
            path.get(),
            port.get().intValue(),
            scheme.get().toUpperCase(Locale.ROOT),
            List.of()),
        fields);
  }

  private static Value tcpSocketAction(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var port = u.required("port", Converter.INT64);
    var host = u.optional("host", Converter.STRING, "");
    u.finish();
    StarlarkStruct fields =
        StarlarkStruct.of(
            "TCPSocketAction",
            Map.of("host", StarlarkString.of(host.get()), "port", StarlarkInt.of(port.get())));
    return ProbeAction.of(new Probe.TcpSocket(host.get(), port.get().intValue()), fields);
  }
}
