package dev.camber.model.text;

import java.util.Map;

/**
 * Colours for people who read on a terminal; without a terminal, or for who wants none, text stays
 * as it is. Immutable.
 *
 * <p>The sixteen colours of the terminal's own theme are used and no others, so that text is
 * readable on dark and light ones.
 */
public final class Paint {
  /** No colour. */
  public static final Paint NONE = new Paint(false);

  /** All colours. */
  public static final Paint COLOURS = new Paint(true);

  /** What every painted text ends with. */
  public static final String RESET = "\u001b[0m";

  // Without red and bright red, which say that something is wrong, and without black and white.
  private static final int[] NAMES = {36, 32, 35, 34, 33, 96, 92, 95, 94, 93};

  private final boolean on;

  private Paint(boolean on) {
    this.on = on;
  }

  /**
   * What the environment asks for. {@code NO_COLOR} wins (no-color.org), then {@code
   * CLICOLOR_FORCE}, then {@code TERM=dumb} and {@code CLICOLOR=0} (bixense.com/clicolors), then
   * whether there is a terminal.
   */
  public static Paint of(Map<String, String> environment, boolean terminal) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return NONE;
    }
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    if (!force.isEmpty() && !force.equals("0")) {
      return COLOURS;
    }
    boolean unwanted =
        environment.getOrDefault("TERM", "").equals("dumb")
            || environment.getOrDefault("CLICOLOR", "").equals("0");
    return terminal && !unwanted ? COLOURS : NONE;
  }

  public boolean isOn() {
    return on;
  }

  public String green(String text) {
    return with(32, text);
  }

  public String yellow(String text) {
    return with(33, text);
  }

  public String red(String text) {
    return with(31, text);
  }

  public String cyan(String text) {
    return with(36, text);
  }

  public String bold(String text) {
    return with(1, text);
  }

  public String dim(String text) {
    return with(2, text);
  }

  /** {@code text} in the colour that belongs to {@code name}: always the same, in every session. */
  public String as(String name, String text) {
    int hash = 0x811c9dc5; // FNV-1a: String.hashCode is no good for short names that differ little
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x01000193;
    }
    return with(NAMES[Integer.remainderUnsigned(hash ^ hash >>> 15, NAMES.length)], text);
  }

  private String with(int code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
