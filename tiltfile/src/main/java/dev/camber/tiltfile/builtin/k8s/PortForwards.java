package dev.camber.tiltfile.builtin.k8s;

import dev.camber.model.api.Forward;
import dev.camber.model.text.GoUrl;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Sequence;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkInt;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.value.GoType;
import dev.camber.tiltfile.value.PortForwardValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Port forwards. Source: spec Tiltfile, section 5.12. */
final class PortForwards {
  private static final int MAX_PORT = 65535;
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

  private PortForwards() {}

  static Value portForward(StarlarkThread thread, Arguments arguments) {
    var u = arguments.unpacker();
    var local = u.required("local_port", Converter.INT64);
    var container = u.optional("container_port", Converter.INT64, 0L);
    var name = u.optional("name", Converter.STRING, "");
    var linkPath = u.optional("link_path", Converter.STRING, "");
    var host = u.optional("host", Converter.STRING, "");
    u.finish();
    return new PortForwardValue(
        new Forward(
            local.get().intValue(),
            container.get().intValue(),
            host.get(),
            name.get(),
            path(linkPath.get())));
  }

  private static String path(String text) {
    try {
      String path = GoUrl.parse(text).toString();
      return path.startsWith("/") ? path.substring(1) : path;
    } catch (GoUrl.Invalid e) {
      throw new EvalException("parsing `path` param: " + e.getMessage());
    }
  }

  /** The value of the parameter {@code port_forwards}. */
  static List<Forward> of(Optional<Value> given) {
    Value value = given.orElse(StarlarkNone.NONE);
    if (value instanceof StarlarkNone) {
      return List.of();
    }
    if (!(value instanceof Sequence sequence)) {
      return List.of(
          one(value)
              .orElseThrow(() ->
                  new EvalException(
                      "port_forwards must be an int, a port_forward, or a sequence of those;"
                          + " is a "
                          + GoType.of(value))));
    }
    List<Forward> out = new ArrayList<>();
    for (Value element : Starlark.elements(sequence)) {
      out.add(
          one(element)
              .orElseThrow(() ->
                  new EvalException(
                      "port_forwards arg "
                          + Starlark.str(value)
                          + " includes element "
                          + Starlark.str(element)
                          + " which must be an int or a port_forward; is a "
                          + GoType.of(element))));
    }
    return out;
  }

  private static Optional<Forward> one(Value value) {
    return switch (value) {
      case StarlarkInt port -> Optional.of(new Forward(number(port), 0, "", "", ""));
      case StarlarkString text -> Optional.of(parse(text.text()));
      case PortForwardValue forward -> Optional.of(forward.forward());
      default -> Optional.empty();
    };
  }

  private static int number(StarlarkInt port) {
    OptionalLong value = port.toLong();
    if (value.isEmpty()) {
      throw new EvalException(
          "portForward port value " + port + " is not representable as an int64");
    }
    if (value.getAsLong() < 0 || value.getAsLong() > MAX_PORT) {
      throw new EvalException(
          "portForward port value " + port + " is not in the valid range [0-" + MAX_PORT + "]");
    }
    return (int) value.getAsLong();
  }

  private static int number(String text) {
    if (NUMBER.matcher(text).matches()) {
      long value = Long.parseLong(text.startsWith("+") ? text.substring(1) : text);
      if (value >= 0 && value <= MAX_PORT) {
        return (int) value;
      }
    }
    throw new EvalException(
        "portForward port value "
            + Quoted.go(text)
            + " is not in the valid range [0-"
            + MAX_PORT
            + "]");
  }

  private static Forward parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length == 1) {
      return new Forward(number(text), 0, "", "", "");
    }
    if (parts.length == 2) {
      return new Forward(number(parts[0]), number(parts[1]), "", "", "");
    }
    String host = parts[0];
    if (host.length() > 253 || !HOST.matcher(host).matches()) {
      // The reference prints the port in place of the host; people search for this text.
      throw new EvalException(
          "portForward host value "
              + Quoted.go(parts[1])
              + " is not a valid hostname or IP address");
    }
    return new Forward(number(parts[1]), number(parts[2]), host, "", "");
  }
}
