package dev.camber.image.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Splits lines into words the way BuildKit's line parsers do. */
final class Words {
  private Words() {}

  /** Words separated by blanks; quotes group and stay, an escaped character loses no escape. */
  static List<String> quoted(String text, char escape) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        continue;
      }
      inWord = true;
      if (c == escape && quote != '\'') {
        if (i + 1 == text.length()) {
          break; // an escape at the very end stands for nothing
        }
        word.append(c).append(text.charAt(++i));
        continue;
      }
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      word.append(c);
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /**
   * The flags at the start of an instruction's arguments.
   *
   * @param words flags without quotes
   * @param raw flags as written
   * @param rest what follows them
   */
  record Flags(List<String> words, String raw, String rest) {}

  static Flags flags(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    int rawEnd = 0;
    while (true) {
      int start = skipBlanks(text, at);
      if (!text.startsWith("--", start)) {
        return new Flags(words, text.substring(0, rawEnd).strip(), text.substring(start).strip());
      }
      StringBuilder word = new StringBuilder();
      char quote = 0;
      int i = start;
      for (; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote == 0 && Character.isWhitespace(c)) {
          break;
        }
        if (c == '\\' && i + 1 < text.length()) {
          word.append(text.charAt(++i));
        } else if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
        } else if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      }
      at = i;
      if (word.toString().equals("--")) {
        // A bare "--" ends the flags and is not one of them.
        return new Flags(words, text.substring(0, rawEnd).strip(), text.substring(at).strip());
      }
      rawEnd = at;
      words.add(word.toString());
    }
  }

  private static int skipBlanks(String text, int at) {
    int i = at;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
