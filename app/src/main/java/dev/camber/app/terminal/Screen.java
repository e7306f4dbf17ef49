package dev.camber.app.terminal;

/** Control sequences (ECMA-48 and xterm's), and texts cut to a width. Stateless. */
final class Screen {
  static final String HIDE_CURSOR = "\u001b[?25l";
  static final String SHOW_CURSOR = "\u001b[?25h";
  static final String CLEAR_BELOW = "\u001b[J";

  private Screen() {}

  /** To the first column, {@code lines} up. */
  static String up(int lines) {
    return "\r" + (lines > 0 ? "\u001b[" + lines + "A" : "");
  }

  /** A text without control sequences and control characters. */
  static String plain(String text) {
    return text.replaceAll("\\x1b\\[[0-9;?]*[A-Za-z]|\\p{Cntrl}", "");
  }

  /** How many columns a text takes, if every letter takes one. */
  static int length(String text) {
    String plain = plain(text);
    return plain.codePointCount(0, plain.length());
  }

  /** At most {@code width} columns of a text without control sequences. */
  static String cut(String text, int width) {
    String plain = plain(text);
    int length = plain.codePointCount(0, plain.length());
    if (length <= width) {
      return plain;
    }
    return width < 1 ? "" : plain.substring(0, plain.offsetByCodePoints(0, width - 1)) + "…";
  }

  /** A text cut or filled to {@code width} columns. */
  static String fit(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(Math.max(0, width - cut.codePointCount(0, cut.length())));
  }
}
