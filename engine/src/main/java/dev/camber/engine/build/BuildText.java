package dev.camber.engine.build;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The words with which an update announces itself. Source: spec engine, section 1.16. */
public final class BuildText {
  private static final int MOST_FILES = 5;

  private BuildText() {}

  /**
   * The first line of an update: Initial Build, or the changed files, or the reason.
   *
   * @param directory paths below it are shown relative to it
   */
  public static String header(BuildReason reason, List<String> edits, Path directory) {
    if (reason.has(BuildReason.INIT) || edits.isEmpty()) {
      return (reason.has(BuildReason.INIT) ? BuildReason.INIT : reason).toString();
    }
    String files =
        edits.stream()
            .limit(MOST_FILES)
            .map(file -> relative(file, directory))
            .collect(Collectors.joining(" "));
    return edits.size()
        + (edits.size() == 1 ? " File" : " Files")
        + " Changed: ["
        + files
        + (edits.size() > MOST_FILES ? " ..." : "")
        + "]";
  }

  private static String relative(String file, Path directory) {
    Path path = Path.of(file);
    return path.startsWith(directory) && !path.equals(directory)
        ? directory.relativize(path).toString()
        : file;
  }
}
