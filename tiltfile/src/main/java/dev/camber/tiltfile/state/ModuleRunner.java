package dev.camber.tiltfile.state;

import dev.camber.starlark.StarlarkModule;
import dev.camber.starlark.StarlarkThread;

/** Runs other files, each at most once per evaluation. */
@FunctionalInterface
public interface ModuleRunner {
  /** The module of a path as written, relative to the file being executed. */
  StarlarkModule run(StarlarkThread thread, String path);
}
