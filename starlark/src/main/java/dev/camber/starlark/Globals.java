package dev.camber.starlark;

import org.jspecify.annotations.Nullable;

/**
 * The environment of one run of a file: its global variables and the predeclared values that it
 * uses. Belongs to one thread until frozen.
 */
final class Globals {
  static final Globals NONE = new Globals("", 0, new Value[0]);

  final String file;
  final @Nullable Value[] globals;
  final @Nullable Value[] predeclared;

  Globals(String file, int globals, @Nullable Value[] predeclared) {
    this.file = file;
    this.globals = new Value[globals];
    this.predeclared = predeclared;
  }
}
