package dev.camber.model.session;

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
}
