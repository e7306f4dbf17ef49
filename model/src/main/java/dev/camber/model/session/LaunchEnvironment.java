package dev.camber.model.session;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables that a person started this program with. The launcher gives the JVM a UTF-8 locale
 * where the person's is none, since a JVM reads and writes file names by its locale alone; nothing
 * that this program starts shall see that.
 */
public final class LaunchEnvironment {
  private static final String MARK = "CAMBER_ORIGINAL_";

  private LaunchEnvironment() {}

  /**
   * Takes back what the launcher has changed.
   *
   * @param variables with {@code CAMBER_ORIGINAL_X} for each changed {@code X}: {@code =} and its
   *     value, or nothing if it was not set
   */
  public static Map<String, String> original(Map<String, String> variables) {
    Map<String, String> out = new HashMap<>(variables);
    variables.forEach((name, value) -> {
      if (name.startsWith(MARK)) {
        String changed = name.substring(MARK.length());
        out.remove(name);
        if (value.startsWith("=")) {
          out.put(changed, value.substring(1));
        } else {
          out.remove(changed);
        }
      }
    });
    return out;
  }

  /**
   * Lets whatever a session starts find a directory's programs first. The launcher keeps one where
   * {@code tilt} is this program: extensions call it by that name, and mean the session that they
   * run in.
   *
   * @param programs nothing changes if it does not exist
   */
  public static Map<String, String> finding(Path programs, Map<String, String> variables) {
    String path = variables.getOrDefault("PATH", "");
    if (path.isEmpty() || !Files.isDirectory(programs)) {
      return variables;
    }
    Map<String, String> out = new HashMap<>(variables);
    out.put("PATH", programs + File.pathSeparator + path);
    return out;
  }
}
