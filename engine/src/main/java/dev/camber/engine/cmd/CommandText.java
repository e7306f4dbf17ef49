package dev.camber.engine.cmd;

import java.util.List;
import java.util.stream.Collectors;

/** Commands in words. */
public final class CommandText {
  private CommandText() {}

  /** For a shell line the line itself; else the words, those with a space in quotes. */
  public static String of(List<String> argv) {
    if (argv.size() == 3 && argv.get(0).equals("sh") && argv.get(1).equals("-c")) {
      return argv.get(2);
    }
    return argv.stream()
        .map(word -> word.contains(" ") ? quote(word) : word)
        .collect(Collectors.joining(" "));
  }

  /** All words in quotes, in brackets: {@code ["sh" "-c" "./serve.sh"]}. */
  public static String quoted(List<String> argv) {
    return argv.stream().map(CommandText::quote).collect(Collectors.joining(" ", "[", "]"));
  }

  private static String quote(String word) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
