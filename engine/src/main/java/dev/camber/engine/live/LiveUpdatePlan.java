package dev.camber.engine.live;

import dev.camber.model.api.LiveUpdateSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What brings changed files into a container: a pure function of the spec and the files. Source:
 * spec engine, section 4.5.
 *
 * @param copies files and directories that exist here
 * @param removals what vanished here
 * @param execs the commands to run afterwards, in order
 */
public record LiveUpdatePlan(
    List<Mapping> copies, List<Mapping> removals, List<LiveUpdateSpec.Exec> execs) {
  public LiveUpdatePlan {
    copies = List.copyOf(copies);
    removals = List.copyOf(removals);
    execs = List.copyOf(execs);
  }

  /** A local path and where it belongs in the container; both absolute. */
  public record Mapping(Path local, String container) {}

  /** What can be said of a set of changed files. */
  public sealed interface Verdict {}

  /** They can be brought in. */
  public record Ready(LiveUpdatePlan plan) implements Verdict {}

  /** They cannot: only a build takes them in. */
  public record Stopped(String message) implements Verdict {}

  /** How this machine's files look; asked while planning. */
  public interface Files {
    boolean exists(Path path);

    boolean isDirectory(Path path);
  }

  public boolean isEmpty() {
    return copies.isEmpty() && removals.isEmpty();
  }

  /**
   * Plans for changed files.
   *
   * @param changed absolute paths
   */
  public static Verdict of(LiveUpdateSpec spec, List<Path> changed, Files files) {
    Path base = Path.of(spec.basePath());
    for (Path path : changed) {
      for (String stop : spec.stopPaths()) {
        if (path.startsWith(resolve(base, stop))) {
          return new Stopped("Detected change to stop file \"" + path + "\"");
        }
      }
    }
    List<Mapping> copies = new ArrayList<>();
    List<Mapping> removals = new ArrayList<>();
    List<Path> unmatched = new ArrayList<>();
    for (Path path : changed) {
      Optional<Mapping> mapping = map(spec, base, path, files);
      if (mapping.isEmpty()) {
        unmatched.add(path);
      } else {
        (files.exists(path) ? copies : removals).add(mapping.get());
      }
    }
    if (!unmatched.isEmpty()) {
      return new Stopped(
          "Found file(s) not matching any sync (files: ["
              + String.join(" ", unmatched.stream().map(p -> shorter(base, p)).toList())
              + "])");
    }
    return new Ready(new LiveUpdatePlan(copies, removals, execs(spec, base, changed)));
  }

  /**
   * Plans for a container that never got any files: every sync path whole. Stop paths do not count
   * here: the files have not changed, they are only new to the container.
   *
   * @param missing receives sync paths that do not exist
   */
  public static LiveUpdatePlan initial(LiveUpdateSpec spec, Files files, List<Path> missing) {
    Path base = Path.of(spec.basePath());
    List<Mapping> copies = new ArrayList<>();
    for (LiveUpdateSpec.Sync sync : spec.syncs()) {
      Path local = resolve(base, sync.localPath());
      if (files.exists(local)) {
        copies.add(new Mapping(local, destination(sync, local, local, files)));
      } else {
        missing.add(local);
      }
    }
    return new LiveUpdatePlan(copies, List.of(), spec.execs());
  }

  private static String shorter(Path base, Path path) {
    return (path.startsWith(base) ? base.relativize(path) : path).toString();
  }

  /** The first sync, in the order of the Tiltfile, whose local path is the file or above it. */
  private static Optional<Mapping> map(LiveUpdateSpec spec, Path base, Path path, Files files) {
    for (LiveUpdateSpec.Sync sync : spec.syncs()) {
      Path local = resolve(base, sync.localPath());
      if (path.startsWith(local)) {
        return Optional.of(new Mapping(path, destination(sync, local, path, files)));
      }
    }
    return Optional.empty();
  }

  private static String destination(LiveUpdateSpec.Sync sync, Path local, Path path, Files files) {
    String remote = sync.containerPath();
    if (!path.equals(local)) {
      String below = local.relativize(path).toString();
      return remote.endsWith("/") ? remote + below : remote + "/" + below;
    }
    // A file synced to a directory keeps its own name there.
    return remote.endsWith("/") && !files.isDirectory(local)
        ? remote + local.getFileName()
        : remote;
  }

  private static List<LiveUpdateSpec.Exec> execs(
      LiveUpdateSpec spec, Path base, List<Path> changed) {
    List<LiveUpdateSpec.Exec> out = new ArrayList<>();
    for (LiveUpdateSpec.Exec exec : spec.execs()) {
      Set<Path> triggers = new LinkedHashSet<>();
      exec.triggerPaths().forEach(t -> triggers.add(resolve(base, t)));
      if (triggers.isEmpty()
          || changed.stream().anyMatch(p -> triggers.stream().anyMatch(p::startsWith))) {
        out.add(exec);
      }
    }
    return out;
  }

  static Path resolve(Path base, String path) {
    return base.resolve(path).normalize();
  }
}
