package dev.camber.host.ignore;

import java.nio.file.Path;

/** One path and all below it. Immutable. */
record TreeFilter(Path root) implements PathFilter {
  @Override
  public boolean matches(Path path) {
    return path.startsWith(root);
  }

  @Override
  public boolean matchesWholeDir(Path dir) {
    return dir.startsWith(root);
  }
}
