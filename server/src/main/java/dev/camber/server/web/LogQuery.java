package dev.camber.server.web;

import dev.camber.engine.log.LogFilter;
import dev.camber.model.UserError;
import dev.camber.model.log.LogLevel;
import dev.camber.model.text.GoDuration;
import dev.camber.model.text.PlainText;
import dev.camber.model.text.Quoted;
import dev.camber.server.http.Query;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which lines somebody wants to read, and how. Source: spec CLI and API, section 3.1.
 *
 * @param filter which
 * @param grep what their text must contain
 * @param tail at most so many of those that are there already; negative means all
 * @param json JSON lines instead of text
 * @param follow whether to go on
 * @param marks whether warnings and errors begin with WARNING and ERROR
 * @param prefixes whether lines begin with the name of their resource
 * @param colours whether names and marks are coloured
 */
record LogQuery(
    LogFilter filter,
    Optional<Pattern> grep,
    int tail,
    boolean json,
    boolean follow,
    boolean marks,
    boolean prefixes,
    boolean colours) {
  /**
   * Reads it from a URL.
   *
   * @param labelled the resources that a selector chooses
   */
  static LogQuery of(Query query, Instant now, Labelled labelled) throws UserError {
    Set<String> resources = new HashSet<>(query.all("resource"));
    boolean named = resources.size() == 1;
    String selector = query.get("selector");
    if (!selector.isEmpty()) {
      Set<String> chosen = labelled.by(selector);
      if (chosen.isEmpty()) {
        throw new UserError(
            "no resource has the labels "
                + Quoted.go(selector)
                + "; see them with `get uiresources --show-labels`");
      }
      resources.addAll(chosen);
    }
    LogFilter filter =
        new LogFilter(
            resources,
            source(query.get("source")),
            level(query.get("level")),
            since(query.get("since"), now));
    return new LogQuery(
        filter,
        grep(query.get("grep")),
        tail(query.get("tail")),
        json(query.get("format")),
        query.isTrue("follow"),
        query.isTrue("marks"),
        !named || !selector.isEmpty(),
        query.isTrue("color"));
  }

  /** Which resources have labels. */
  @FunctionalInterface
  interface Labelled {
    /** Their names; throws if the text is no selector. */
    Set<String> by(String selector) throws UserError;
  }

  /** Whether a line has what is looked for; colours are no part of it. */
  boolean matches(String line) {
    if (grep.isEmpty()) {
      return true;
    }
    return grep.get().matcher(new Patient(PlainText.of(line).stripTrailing())).find();
  }

  /** Some expressions take for ever on some lines: then they do not match. */
  private static final class Patient implements CharSequence {
    private static final int MOST_READS = 10_000_000;

    private final String text;
    private int reads;

    Patient(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads > MOST_READS) {
        throw new TooPatient();
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

  /** The expression has read the line too often. */
  static final class TooPatient extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooPatient() {
      super("too many steps", null, false, false);
    }
  }

  private static LogFilter.Source source(String text) throws UserError {
    return switch (text) {
      case "", "all" -> LogFilter.Source.ALL;
      case "build" -> LogFilter.Source.BUILD;
      case "runtime" -> LogFilter.Source.RUNTIME;
      default ->
          throw new UserError(
              "--source: found " + Quoted.go(text) + ", wanted all, build or runtime");
    };
  }

  private static Optional<LogLevel> level(String text) throws UserError {
    return switch (text) {
      case "", "all" -> Optional.empty();
      case "warn" -> Optional.of(LogLevel.WARN);
      case "error" -> Optional.of(LogLevel.ERROR);
      default ->
          throw new UserError("--level: found " + Quoted.go(text) + ", wanted warn or error");
    };
  }

  private static Optional<Instant> since(String text, Instant now) throws UserError {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(now.minus(GoDuration.parse(text)));
    } catch (GoDuration.Invalid e) {
      throw new UserError("since: " + e.getMessage());
    }
  }

  private static Optional<Pattern> grep(String text) throws UserError {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new UserError(
          "--grep: "
              + Quoted.go(text)
              + " is no regular expression: "
              + e.getDescription()
              + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)));
    }
  }

  private static int tail(String text) throws UserError {
    if (text.isEmpty()) {
      return -1;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UserError("tail: found " + Quoted.go(text) + ", wanted a number of lines");
    }
  }

  private static boolean json(String text) throws UserError {
    return switch (text) {
      case "", "text" -> false;
      case "json" -> true;
      default -> throw new UserError("unknown format " + Quoted.go(text) + ": wanted text or json");
    };
  }
}
