package dev.camber.host.watch;

import dev.camber.host.ignore.PathFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to watch.
 *
 * @param roots files and directories, absolute; directories with all below them. What does not
 *     exist yet is watched for
 * @param ignore what does not count
 * @param restOfFew a batch of few paths closes after this much quiet
 * @param rest a batch of more closes after this much quiet
 * @param longest a batch closes this long after its first event, quiet or not
 */
public record WatchSpec(
    List<Path> roots, PathFilter ignore, Duration restOfFew, Duration rest, Duration longest) {
  /**
   * 50 ms: editors write, rename and remove within a few of them, and it is the largest part of the
   * time from a save to its container.
   */
  public static final Duration DEFAULT_REST_OF_FEW = Duration.ofMillis(50);

  /** 200 ms, spec engine §6.3. */
  public static final Duration DEFAULT_REST = Duration.ofMillis(200);

  /** 10 s, spec engine §6.3. */
  public static final Duration DEFAULT_LONGEST = Duration.ofSeconds(10);

  public WatchSpec {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("no path to watch");
    }
    for (Path root : roots) {
      if (!root.isAbsolute()) {
        throw new IllegalArgumentException("path to watch " + root + ", want an absolute path");
      }
    }
    roots = roots.stream().map(Path::normalize).distinct().toList();
  }

  /** With the batch times of the program. */
  public static WatchSpec of(List<Path> roots, PathFilter ignore) {
    return new WatchSpec(roots, ignore, DEFAULT_REST_OF_FEW, DEFAULT_REST, DEFAULT_LONGEST);
  }

  /** With one quiet time for batches of any size. */
  public WatchSpec withRest(Duration newRest) {
    return new WatchSpec(roots, ignore, newRest, newRest, longest);
  }
}
