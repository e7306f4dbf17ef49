package dev.camber.server.page;

import dev.camber.model.UserError;
import dev.camber.model.text.PlainText;
import dev.camber.model.text.Quoted;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A text or a /regular expression/ to look for in lines, regardless of case; colour codes are no
 * part of a line. For one thread and one request: it gives up when the request's time is over.
 */
final class TextMatch {
  private final Optional<Pattern> pattern;
  private final String literal;
  private final Deadline deadline;

  private TextMatch(Optional<Pattern> pattern, String literal, Deadline deadline) {
    this.pattern = pattern;
    this.literal = literal;
    this.deadline = deadline;
  }

  static TextMatch of(String term, Deadline deadline) throws UserError {
    boolean isRegex = term.length() > 2 && term.startsWith("/") && term.endsWith("/");
    if (!isRegex) {
      return new TextMatch(Optional.empty(), term.toLowerCase(Locale.ROOT), deadline);
    }
    String text = term.substring(1, term.length() - 1);
    try {
      return new TextMatch(
          Optional.of(Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)),
          "",
          deadline);
    } catch (PatternSyntaxException e) {
      throw new UserError(Quoted.go(text) + ": " + e.getDescription());
    }
  }

  /** Whether a line contains it; {@code false} also if its time is over. */
  boolean isIn(String line) {
    String text = PlainText.of(line);
    if (pattern.isEmpty()) {
      return text.toLowerCase(Locale.ROOT).contains(literal);
    }
    try {
      return pattern.get().matcher(new Timed(text, deadline)).find();
    } catch (OutOfTime e) {
      return false;
    }
  }

  /** Ends a match that would take for ever: some expressions do, on some lines. */
  private static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfTime() {
      super("out of time", null, false, false);
    }
  }

  private static final class Timed implements CharSequence {
    private static final int LOOK_EVERY = 1 << 12;

    private final String text;
    private final Deadline deadline;
    private int reads;

    Timed(String text, Deadline deadline) {
      this.text = text;
      this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
      if (++reads % LOOK_EVERY == 0 && deadline.isOver()) {
        throw new OutOfTime();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
