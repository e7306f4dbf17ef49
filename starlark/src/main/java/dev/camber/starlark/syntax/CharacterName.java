package dev.camber.starlark.syntax;

/** How a message shows a single character: in quotes, escaped if it cannot be seen. */
final class CharacterName {
  private CharacterName() {}

  static String of(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          c < 0x20 || c == 0x7F
              ? control(c)
              : String.format(c < 0x10000 ? "'\\u%04x'" : "'\\U%08x'", c);
      default -> c == '\\' ? "'\\\\'" : "'" + Character.toString(c) + "'";
    };
  }

  private static String control(int c) {
    int i = "\u0007\b\t\n\u000b\f\r".indexOf(c);
    return i >= 0 ? "'\\" + "abtnvfr".charAt(i) + "'" : String.format("'\\x%02x'", c);
  }
}
