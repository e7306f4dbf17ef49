package dev.camber.model.text;

import java.util.List;
import java.util.stream.Collectors;

/** Commands in words. Stateless. */
public final class CommandText {
  private CommandText() {}

  /** For a shell line the line itself; else the words, those with a space in quotes. */
  public static String of(List<String> argv) {
    if (argv.size() == 3 && argv.get(0).equals("sh") && argv.get(1).equals("-c")) {
      return argv.get(2);
    }
    return argv.stream()
        .map(word -> word.contains(" ") ? Quoted.go(word) : word)
        .collect(Collectors.joining(" "));
  }

  /** All words in quotes, in brackets: {@code ["sh" "-c" "./serve.sh"]}. */
  public static String quoted(List<String> argv) {
    return argv.stream().map(Quoted::go).collect(Collectors.joining(" ", "[", "]"));
  }
}
