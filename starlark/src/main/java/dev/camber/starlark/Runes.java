package dev.camber.starlark;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Characters of byte strings, with Go's notions of letters, cases and blanks. */
final class Runes {
  private Runes() {}

  static boolean isSpace(int c) {
    if (c < 0x80) {
      return c == ' ' || c >= 9 && c <= 13;
    }
    return c == 0x85
        || c == 0xA0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200A
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  static boolean isDigit(int c) {
    return Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }

  static boolean isLetter(int c) {
    return Character.isLetter(c);
  }

  static boolean isUpper(int c) {
    return Character.getType(c) == Character.UPPERCASE_LETTER;
  }

  static boolean isLower(int c) {
    return Character.getType(c) == Character.LOWERCASE_LETTER;
  }

  static boolean isTitle(int c) {
    return Character.getType(c) == Character.TITLECASE_LETTER;
  }

  /** Whether the character has another case; the Turkish dotted and dotless i fold to nothing. */
  static boolean isCased(int c) {
    if (c == 0x130 || c == 0x131) {
      return false;
    }
    return Character.toLowerCase(c) != c || Character.toUpperCase(c) != c || c == 0xDF;
  }

  /** Whether some character of the string fulfils the condition. */
  static boolean any(String bytes, IntPredicate condition) {
    for (int i = 0; i < bytes.length(); ) {
      long step = Utf8.decodeAt(bytes, i);
      if (condition.test((int) (step >> 8))) {
        return true;
      }
      i += (int) (step & 0xFF);
    }
    return false;
  }

  /** Whether the string is not empty and all its characters fulfil the condition. */
  static boolean all(String bytes, IntPredicate condition) {
    return !bytes.isEmpty() && !any(bytes, condition.negate());
  }

  /** Each character replaced; bytes that are none become U+FFFD. */
  static String map(String bytes, IntUnaryOperator change) {
    var out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); ) {
      long step = Utf8.decodeAt(bytes, i);
      Utf8.appendEncoded(out, change.applyAsInt((int) (step >> 8)));
      i += (int) (step & 0xFF);
    }
    return out.toString();
  }

  static String lower(String bytes) {
    return map(bytes, Character::toLowerCase);
  }

  static String upper(String bytes) {
    return map(bytes, Character::toUpperCase);
  }

  /** The number of characters. */
  static int count(String bytes) {
    int n = 0;
    for (int i = 0; i < bytes.length(); i += Utf8.widthAt(bytes, i)) {
      n++;
    }
    return n;
  }

  /** The index behind the leading characters that fulfil the condition. */
  static int skip(String bytes, IntPredicate condition) {
    int i = 0;
    while (i < bytes.length()) {
      long step = Utf8.decodeAt(bytes, i);
      if (!condition.test((int) (step >> 8))) {
        break;
      }
      i += (int) (step & 0xFF);
    }
    return i;
  }

  /** The index of the trailing characters that fulfil the condition. */
  static int skipBack(String bytes, IntPredicate condition) {
    int end = bytes.length();
    while (end > 0) {
      int start = startOfLast(bytes, end);
      if (!condition.test(Utf8.codePointAt(bytes.substring(start, end), 0))) {
        break;
      }
      end = start;
    }
    return end;
  }

  /** The index of the last character before {@code end}; a stray byte is one. */
  static int startOfLast(String bytes, int end) {
    for (int start = end - 1; start >= 0 && start >= end - 4; start--) {
      if (start + Utf8.widthAt(bytes.substring(0, end), start) == end
          && (start == end - 1
              ? bytes.charAt(start) < 0x80
              : Utf8.validAt(bytes.substring(0, end), start))) {
        return start;
      }
    }
    return end - 1;
  }
}
