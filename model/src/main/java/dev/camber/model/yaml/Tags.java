package dev.camber.model.yaml;

/** The tags that have a meaning. */
final class Tags {
  static final String PREFIX = "tag:yaml.org,2002:";
  static final String STR = PREFIX + "str";
  static final String BOOL = PREFIX + "bool";
  static final String INT = PREFIX + "int";
  static final String FLOAT = PREFIX + "float";
  static final String NULL = PREFIX + "null";
  static final String TIMESTAMP = PREFIX + "timestamp";
  static final String BINARY = PREFIX + "binary";
  static final String MERGE = PREFIX + "merge";

  private Tags() {}

  /** {@code !!int} for {@code tag:yaml.org,2002:int}. */
  static String shown(String tag) {
    return tag.startsWith(PREFIX) ? "!!" + tag.substring(PREFIX.length()) : tag;
  }

  /** Whether text under this tag is looked at to find its type. */
  static boolean resolvable(String tag) {
    return switch (tag) {
      case "", STR, BOOL, INT, FLOAT, NULL, TIMESTAMP -> true;
      default -> false;
    };
  }
}
