package dev.camber.tiltfile.value;

import dev.camber.starlark.Converter;
import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.Printer;
import dev.camber.starlark.StarlarkBuiltin;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.path.GoPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local git checkout. Source: spec Tiltfile, section 6.3. */
public record GitRepo(String root) implements HasAttrs, GoType.Named {
  @Override
  public String type() {
    return "git.Repo";
  }

  @Override
  public String goType() {
    return "*git.Repo";
  }

  @Override
  public void repr(Printer out) {
    out.text("[git.Repo] '" + root + "'");
  }

  @Override
  public @Nullable Value attr(String name) {
    if (!name.equals("paths")) {
      return null;
    }
    return StarlarkBuiltin.of(
        "paths",
        (thread, arguments) -> {
          var u = arguments.unpacker();
          var paths = u.required("paths", Converter.STRING);
          u.finish();
          return StarlarkString.of(GoPath.resolve(root, paths.get()));
        });
  }

  @Override
  public List<String> attrNames() {
    return List.of("paths");
  }
}
