package dev.camber.starlark;

/** Strings and bytes in the form in which {@code repr} shows them. */
final class Quote {
  private static final String HEX = "0123456789abcdef";

  private Quote() {}

  static void string(StringBuilder out, String bytes) {
    out.append('"');
    body(out, bytes);
    out.append('"');
  }

  static void bytes(StringBuilder out, String bytes) {
    out.append("b\"");
    body(out, bytes);
    out.append('"');
  }

  private static void body(StringBuilder out, String bytes) {
    for (int i = 0; i < bytes.length(); ) {
      char b = bytes.charAt(i);
      if (b >= ' ' && b < 0x7F) {
        if (b == '"' || b == '\\') {
          out.append('\\');
        }
        out.append(b);
        i++;
        continue;
      }
      long step = Utf8.decodeAt(bytes, i);
      int c = (int) (step >> 8);
      int width = (int) (step & 0xFF);
      if (b >= 0x80 && width == 1) {
        hex(out.append("\\x"), b, 2);
      } else if (isPrintable(c)) {
        out.append(bytes, i, i + width);
      } else {
        escape(out, c);
      }
      i += width;
    }
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (c < ' ' || c == 0x7F) {
          hex(out.append("\\x"), c, 2);
        } else if (c < 0x10000) {
          hex(out.append("\\u"), c, 4);
        } else {
          hex(out.append("\\U"), c, 8);
        }
      }
    }
  }

  private static void hex(StringBuilder out, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(HEX.charAt(value >> shift & 0xF));
    }
  }

  /** Go's notion: letters, marks, numbers, punctuation, symbols and the ASCII space. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          c == ' ';
      default -> true;
    };
  }
}
