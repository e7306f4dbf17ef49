package dev.camber.kubernetes.types;

/** Where Go's standard base64 decoder stops. Stateless. */
final class GoBase64 {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private GoBase64() {}

  /**
   * The offset that Go reports as the first bad byte, -1 if the text is valid. Line ends do not
   * count.
   */
  static int firstBadByte(String text) {
    int at = 0;
    while (true) {
      int inGroup = 0;
      while (inGroup < 4) {
        if (at == text.length()) {
          return inGroup == 0 ? -1 : at - inGroup;
        }
        char c = text.charAt(at++);
        if (c == '\n' || c == '\r') {
          continue;
        }
        if (c == '=') {
          return padding(text, at, inGroup);
        }
        if (ALPHABET.indexOf(c) < 0) {
          return at - 1;
        }
        inGroup++;
      }
    }
  }

  /** {@code at} is behind the first padding character. */
  private static int padding(String text, int at, int inGroup) {
    if (inGroup < 2) {
      return at - 1;
    }
    int next = skipLineEnds(text, at);
    if (inGroup == 2) {
      if (next == text.length()) {
        return text.length();
      }
      if (text.charAt(next) != '=') {
        return next;
      }
      next = skipLineEnds(text, next + 1);
    }
    return next < text.length() ? next : -1;
  }

  private static int skipLineEnds(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
    return at;
  }
}
