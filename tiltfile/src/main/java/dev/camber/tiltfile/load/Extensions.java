package dev.camber.tiltfile.load;

import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkThread;
import dev.camber.tiltfile.state.LoadState;

/** Finds the file of an {@code ext://} path. Source: spec Tiltfile, section 4.4. */
final class Extensions {
  private Extensions() {}

  static String resolve(LoadState state, StarlarkThread thread, String name) {
    throw new EvalException("loading extension " + name + ": not there yet");
  }
}
