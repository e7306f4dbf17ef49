package dev.camber.model.yaml;

import java.nio.charset.StandardCharsets;

/**
 * The text being scanned, and where the scanner stands in it. A NUL stands for the end; it cannot
 * occur in the text because control characters are refused. Single-threaded.
 */
final class Characters {
  /** The reader takes in this many bytes at once; a bad character is noticed when its part is. */
  private static final int READ_SIZE = 512;

  private final char[] text;
  private final int length;
  private final boolean refused;
  private final String refusal;
  private int position;
  private int line;
  private int column;

  Characters(String source) {
    int start = source.startsWith("\ufeff") ? 1 : 0;
    text = source.substring(start).toCharArray();
    int bad = firstRefused(text);
    refused = bad >= 0;
    refusal = refused ? refusal(bad) : "";
    length = refused ? startOfPart(bad) : text.length;
  }

  private static int firstRefused(char[] text) {
    for (int i = 0; i < text.length; i++) {
      char c = text[i];
      if (c < 0x20
          ? c != '\t' && c != '\n' && c != '\r'
          : c > 0x7e && c < 0xa0 && c != 0x85
              || c > 0xfffd
              || c >= 0xd800 && c < 0xe000 && !paired(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean paired(char[] text, int at) {
    return Character.isHighSurrogate(text[at])
        ? at + 1 < text.length && Character.isLowSurrogate(text[at + 1])
        : at > 0 && Character.isHighSurrogate(text[at - 1]);
  }

  private String refusal(int bad) {
    return YamlText.isBadByte(text, bad)
        ? YamlText.problem(text, bad)
        : "control characters are not allowed";
  }

  private int startOfPart(int bad) {
    int bytes = new String(text, 0, bad).getBytes(StandardCharsets.UTF_8).length;
    int partStart = bytes - bytes % READ_SIZE;
    if (partStart == 0) {
      return 0;
    }
    byte[] prefix = new String(text, 0, bad).getBytes(StandardCharsets.UTF_8);
    return new String(prefix, 0, partStart, StandardCharsets.UTF_8).length();
  }

  /** The character here. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int at = position + ahead;
    if (at < length) {
      return text[at];
    }
    if (refused) {
      throw new SyntaxError(SyntaxError.Stage.READER, refusal, 0, 0);
    }
    return 0;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  int position() {
    return position;
  }

  /** Counts an unfinished last line as finished. */
  void forceNewLine() {
    if (column != 0) {
      column = 0;
      line++;
    }
  }

  /** Steps over one character that is no line break. */
  void skip() {
    char c = text[position++];
    if (Character.isHighSurrogate(c) && position < length) {
      position++;
    }
    column++;
  }

  void skip(int count) {
    for (int i = 0; i < count; i++) {
      skip();
    }
  }

  /** Moves one character that is no line break into {@code out}. */
  void read(StringBuilder out) {
    char c = text[position++];
    out.append(c);
    if (Character.isHighSurrogate(c) && position < length) {
      out.append(text[position++]);
    }
    column++;
  }

  /** Steps over a line break. */
  void skipLine() {
    char c = peek();
    position += c == '\r' && peek(1) == '\n' ? 2 : 1;
    column = 0;
    line++;
  }

  /** Moves a line break into {@code out}; all but the two Unicode separators become a line feed. */
  void readLine(StringBuilder out) {
    char c = peek();
    if (!isBreak(c)) {
      return;
    }
    out.append(c == '\u2028' || c == '\u2029' ? c : '\n');
    skipLine();
  }

  /** Whether {@code ---} or {@code ...} stands alone at the start of this line. */
  boolean atDocumentIndicator() {
    if (column != 0) {
      return false;
    }
    char c = peek();
    return (c == '-' || c == '.') && peek(1) == c && peek(2) == c && isBlankOrEnd(peek(3));
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == '\u2028' || c == '\u2029';
  }

  static boolean isBreakOrEnd(char c) {
    return c == 0 || isBreak(c);
  }

  static boolean isBlankOrEnd(char c) {
    return isBlank(c) || isBreakOrEnd(c);
  }

  /** Letters, digits, {@code _} and {@code -}: what anchors and handles consist of. */
  static boolean isWord(char c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == '-';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
