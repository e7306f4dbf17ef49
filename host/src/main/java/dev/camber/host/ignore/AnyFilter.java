package dev.camber.host.ignore;

import java.nio.file.Path;
import java.util.List;

/** The union of some filters. Immutable. */
record AnyFilter(List<PathFilter> filters) implements PathFilter {
  AnyFilter {
    filters = List.copyOf(filters);
  }

  @Override
  public boolean matches(Path path) {
    for (PathFilter filter : filters) {
      if (filter.matches(path)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean matchesWholeDir(Path dir) {
    for (PathFilter filter : filters) {
      if (filter.matchesWholeDir(dir)) {
        return true;
      }
    }
    return false;
  }
}
