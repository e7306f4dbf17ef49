package dev.camber.host.ignore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says of absolute, lexically clean paths whether they count as matched. For any thread. */
public interface PathFilter {
  /** Matches nothing. */
  PathFilter NONE =
      new PathFilter() {
        @Override
        public boolean matches(Path path) {
          return false;
        }

        @Override
        public boolean matchesWholeDir(Path dir) {
          return false;
        }

        @Override
        public String toString() {
          return "nothing";
        }
      };

  /** Whether this path is matched. */
  boolean matches(Path path);

  /**
   * Whether the directory and everything that could ever lie below it is matched, so that nobody
   * need look inside. False when in doubt.
   */
  boolean matchesWholeDir(Path dir);

  /** Matches what any of these matches. A {@code !} in one cannot take back a match of another. */
  static PathFilter any(List<? extends PathFilter> filters) {
    List<PathFilter> parts = new ArrayList<>();
    for (PathFilter filter : filters) {
      if (filter instanceof AnyFilter(List<PathFilter> nested)) {
        parts.addAll(nested);
      } else if (filter != NONE) {
        parts.add(filter);
      }
    }
    return switch (parts.size()) {
      case 0 -> NONE;
      case 1 -> parts.getFirst();
      default -> new AnyFilter(parts);
    };
  }

  /** {@link #any(List)}. */
  static PathFilter any(PathFilter... filters) {
    return any(List.of(filters));
  }

  /** Matches a file or directory and everything below it. */
  static PathFilter tree(Path root) {
    return new TreeFilter(root);
  }
}
