package dev.camber.starlark;

/**
 * Strings of bytes. Starlark strings are UTF-8 byte sequences; here they are kept as Java strings
 * whose chars are the bytes (0 to 255), which the JVM stores compactly and searches, compares and
 * hashes fast. For ASCII such a string and the text it means are the same object.
 */
final class Utf8 {
  static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  static boolean isAscii(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Text to its UTF-8 bytes; a lone surrogate becomes U+FFFD. */
  static String encode(String text) {
    if (isAscii(text)) {
      return text;
    }
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      appendEncoded(out, c);
    }
    return out.toString();
  }

  static void appendEncoded(StringBuilder out, int codePoint) {
    int c = codePoint;
    if (c < 0 || c > Character.MAX_CODE_POINT || (c >= 0xD800 && c <= 0xDFFF)) {
      c = REPLACEMENT;
    }
    if (c < 0x80) {
      out.append((char) c);
    } else if (c < 0x800) {
      out.append((char) (0xC0 | c >> 6)).append((char) (0x80 | c & 0x3F));
    } else if (c < 0x10000) {
      out.append((char) (0xE0 | c >> 12))
          .append((char) (0x80 | c >> 6 & 0x3F))
          .append((char) (0x80 | c & 0x3F));
    } else {
      out.append((char) (0xF0 | c >> 18))
          .append((char) (0x80 | c >> 12 & 0x3F))
          .append((char) (0x80 | c >> 6 & 0x3F))
          .append((char) (0x80 | c & 0x3F));
    }
  }

  /** Bytes to text; every byte that belongs to no valid sequence becomes one U+FFFD, as in Go. */
  static String decode(String bytes) {
    if (isAscii(bytes)) {
      return bytes;
    }
    var out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); ) {
      long step = decodeAt(bytes, i);
      out.appendCodePoint((int) (step >> 8));
      i += (int) (step & 0xFF);
    }
    return out.toString();
  }

  /** The code point at an index, U+FFFD if invalid. */
  static int codePointAt(String bytes, int i) {
    return (int) (decodeAt(bytes, i) >> 8);
  }

  /** The width in bytes of the sequence at an index, 1 if invalid. */
  static int widthAt(String bytes, int i) {
    return bytes.charAt(i) < 0x80 ? 1 : (int) (decodeAt(bytes, i) & 0xFF);
  }

  /** Whether the bytes at an index form a valid sequence (a true U+FFFD is three bytes wide). */
  static boolean validAt(String bytes, int i) {
    return bytes.charAt(i) < 0x80 || (decodeAt(bytes, i) & 0xFF) > 1;
  }

  /** Code point in the upper bits, width in the low eight. */
  static long decodeAt(String s, int i) {
    int b0 = s.charAt(i);
    if (b0 < 0x80) {
      return (long) b0 << 8 | 1;
    }
    long invalid = (long) REPLACEMENT << 8 | 1;
    int width =
        b0 >= 0xC2 && b0 <= 0xDF
            ? 2
            : b0 >= 0xE0 && b0 <= 0xEF ? 3 : b0 >= 0xF0 && b0 <= 0xF4 ? 4 : 0;
    if (width == 0 || i + width > s.length()) {
      return invalid;
    }
    int b1 = s.charAt(i + 1);
    int low = b0 == 0xE0 ? 0xA0 : b0 == 0xF0 ? 0x90 : 0x80;
    int high = b0 == 0xED ? 0x9F : b0 == 0xF4 ? 0x8F : 0xBF;
    if (b1 < low || b1 > high) {
      return invalid;
    }
    int c = b0 & (0xFF >> (width + 1));
    c = c << 6 | b1 & 0x3F;
    for (int k = 2; k < width; k++) {
      int b = s.charAt(i + k);
      if (b < 0x80 || b > 0xBF) {
        return invalid;
      }
      c = c << 6 | b & 0x3F;
    }
    return (long) c << 8 | width;
  }
}
