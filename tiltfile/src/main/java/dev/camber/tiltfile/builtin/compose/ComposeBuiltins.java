package dev.camber.tiltfile.builtin.compose;

import dev.camber.tiltfile.builtin.Builtins;

/** Docker Compose. Source: spec Tiltfile, section 5.4. */
public final class ComposeBuiltins {
  private ComposeBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins
        .function("docker_compose", DockerComposeBuiltin::call)
        .function("dc_resource", DcResourceBuiltin::call);
  }
}
