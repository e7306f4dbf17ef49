package dev.camber.tiltfile.value;

import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.Printer;
import dev.camber.starlark.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code custom_build()} returns: nothing but a name to print. */
public record CustomBuildValue(String reference) implements HasAttrs, GoType.Named {
  @Override
  public String type() {
    return "custom_build";
  }

  @Override
  public String goType() {
    return "*tiltfile.customBuild";
  }

  @Override
  public void repr(Printer out) {
    out.text("custom_build(").quoted(reference).text(")");
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
