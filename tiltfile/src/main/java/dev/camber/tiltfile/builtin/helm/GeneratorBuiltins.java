package dev.camber.tiltfile.builtin.helm;

import dev.camber.tiltfile.builtin.Builtins;

/** YAML generators. Source: spec Tiltfile, section 5.3. */
public final class GeneratorBuiltins {
  private GeneratorBuiltins() {}

  /** Adds them. */
  public static void register(Builtins builtins) {
    builtins.function("helm", Helm::call).function("kustomize", Kustomize::call);
  }
}
