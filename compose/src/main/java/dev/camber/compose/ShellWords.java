package dev.camber.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line to words, as Compose splits it: quotes and backslashes, but nothing else of a
 * shell; an operator outside quotes ends the line. Stateless.
 */
final class ShellWords {
  private ShellWords() {}

  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
        if (i < line.length()) {
          word.append(line.charAt(i));
        }
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else if (";&|<>".indexOf(c) >= 0) {
        break;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new Unreadable("invalid command line string");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
