package dev.camber.tiltfile.value;

import dev.camber.model.api.Forward;
import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.Printer;
import dev.camber.starlark.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code port_forward()} returns. Source: spec Tiltfile, section 6.5. */
public record PortForwardValue(Forward forward) implements HasAttrs, GoType.Named {
  @Override
  public String type() {
    return "port_forward";
  }

  @Override
  public String goType() {
    return "tiltfile.portForward";
  }

  @Override
  public void repr(Printer out) {
    out.text(
            "port_forward(local_port="
                + forward.localPort()
                + ", container_port="
                + forward.containerPort()
                + ", name=")
        .quoted(forward.name())
        .text(")");
  }

  @Override
  public @Nullable Value attr(String name) {
    return null;
  }

  @Override
  public List<String> attrNames() {
    return List.of();
  }
}
