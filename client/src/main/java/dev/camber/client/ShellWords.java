package dev.camber.client;

import java.util.ArrayList;
import java.util.List;

/** Words as a shell reads and quotes them. Stateless. */
final class ShellWords {
  private ShellWords() {}

  /** A quote that does not end. */
  static final class Unterminated extends Exception {
    private static final long serialVersionUID = 1L;

    Unterminated(String message) {
      super(message, null, false, false);
    }
  }

  static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }

  static List<String> split(String line) throws Unterminated {
    List<String> out = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '\\'
            && quote == '"'
            && i + 1 < line.length()
            && "\"\\$`".indexOf(line.charAt(i + 1)) >= 0) {
          word.append(line.charAt(++i));
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        open = true;
      } else if (c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        open = true;
      } else if (Character.isWhitespace(c)) {
        if (open) {
          out.add(word.toString());
        }
        word.setLength(0);
        open = false;
      } else {
        word.append(c);
        open = true;
      }
    }
    if (quote != 0) {
      throw new Unterminated(
          "Unterminated " + (quote == '"' ? "double" : "single") + "-quoted string");
    }
    if (open) {
      out.add(word.toString());
    }
    return out;
  }
}
