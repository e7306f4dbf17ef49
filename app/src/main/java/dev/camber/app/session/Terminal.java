package dev.camber.app.session;

import dev.camber.host.libc.Libc;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an output of this program is.
 *
 * @param present whether a person's terminal reads it
 * @param colour whether it may be coloured
 */
public record Terminal(boolean present, boolean colour) {
  /** A pipe or a file. */
  public static final Terminal NONE = new Terminal(false, false);

  private static final Pattern CARET = Pattern.compile("(?m)^(\\s*)\\^$");
  private static final Pattern QUESTION = Pattern.compile("(?m)^Did you mean .*$");

  /** What a file descriptor of this process is; {@code NO_COLOR} and dumb terminals say no. */
  public static Terminal of(int fd, Map<String, String> environment) {
    return Libc.AVAILABLE && Libc.isTerminal(fd) ? present(environment) : NONE;
  }

  /** A terminal, with colour if the environment allows it. */
  static Terminal present(Map<String, String> environment) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(true, !plain);
  }

  /** The lines below an error, with what matters in colour. */
  public String paint(String hint) {
    if (!colour) {
      return hint;
    }
    String caret = CARET.matcher(hint).replaceAll("$1\u001b[1;31m^\u001b[0m");
    return QUESTION.matcher(caret).replaceAll("\u001b[36m$0\u001b[0m");
  }
}
