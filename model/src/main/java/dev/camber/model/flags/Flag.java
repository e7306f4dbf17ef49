package dev.camber.model.flags;

import java.util.List;

/**
 * One flag.
 *
 * @param name without dashes
 * @param shorthand one letter, or empty
 * @param defaults the values without any use of the flag; at most one unless the type repeats
 * @param withoutValue what the flag means when it stands alone; empty if it needs a value
 * @param usage one line, lower case; a word in back quotes names the value
 * @param hidden whether help leaves it out
 */
public record Flag(
    String name,
    String shorthand,
    FlagType type,
    List<String> defaults,
    String withoutValue,
    String usage,
    boolean hidden) {
  public Flag {
    defaults = List.copyOf(defaults);
  }

  /** A flag that is off by default. */
  public static Flag bool(String name, String shorthand, String usage) {
    return new Flag(name, shorthand, FlagType.BOOL, List.of("false"), "true", usage, false);
  }

  public static Flag string(String name, String shorthand, String defaultValue, String usage) {
    return new Flag(name, shorthand, FlagType.STRING, List.of(defaultValue), "", usage, false);
  }

  public static Flag integer(String name, String shorthand, long defaultValue, String usage) {
    return new Flag(
        name, shorthand, FlagType.INT, List.of(Long.toString(defaultValue)), "", usage, false);
  }

  public static Flag duration(String name, String shorthand, String defaultValue, String usage) {
    return new Flag(name, shorthand, FlagType.DURATION, List.of(defaultValue), "", usage, false);
  }

  /** The way the page is served. */
  public static Flag webMode(String name, String usage) {
    return new Flag(name, "", FlagType.WEB_MODE, List.of("default"), "", usage, false);
  }

  public static Flag strings(String name, String shorthand, String usage) {
    return new Flag(name, shorthand, FlagType.STRINGS, List.of(), "", usage, false);
  }

  public static Flag stringArray(String name, String shorthand, String usage) {
    return new Flag(name, shorthand, FlagType.STRING_ARRAY, List.of(), "", usage, false);
  }

  /** The same flag, left out of help. */
  public Flag asHidden() {
    return new Flag(name, shorthand, type, defaults, withoutValue, usage, true);
  }

  /** The same flag with another default. */
  public Flag withDefault(String value) {
    return new Flag(name, shorthand, type, List.of(value), withoutValue, usage, hidden);
  }

  /** The same flag, which may stand alone and then means {@code value}. */
  public Flag alone(String value) {
    return new Flag(name, shorthand, type, defaults, value, usage, hidden);
  }
}
