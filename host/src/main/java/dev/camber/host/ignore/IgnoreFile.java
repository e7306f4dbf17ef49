package dev.camber.host.ignore;

import java.util.ArrayList;
import java.util.List;

/** The lines of a {@code .dockerignore} or {@code .tiltignore} as patterns (spec §8.1). */
public final class IgnoreFile {
  private IgnoreFile() {}

  /**
   * The patterns of a file, in order: byte-order mark, comments and blank lines dropped, each line
   * trimmed, lexically cleaned, its leading {@code /} removed, after a {@code !} too.
   */
  public static List<String> patterns(String content) {
    List<String> patterns = new ArrayList<>();
    String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("#")) {
        continue;
      }
      String pattern = GoPath.trimSpace(line);
      if (pattern.isEmpty()) {
        continue;
      }
      boolean exception = pattern.startsWith("!");
      if (exception) {
        pattern = GoPath.trimSpace(pattern.substring(1));
      }
      if (!pattern.isEmpty()) {
        pattern = GoPath.clean(pattern);
        if (pattern.length() > 1 && pattern.startsWith("/")) {
          pattern = pattern.substring(1);
        }
      }
      patterns.add(exception ? "!" + pattern : pattern);
    }
    return List.copyOf(patterns);
  }
}
