package dev.camber.server.web;

import dev.camber.engine.log.LogFilter;
import dev.camber.model.UserError;
import dev.camber.model.log.LogLevel;
import dev.camber.model.text.GoDuration;
import dev.camber.model.text.Quoted;
import dev.camber.server.http.Query;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
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
 */
record LogQuery(
    LogFilter filter,
    Optional<Pattern> grep,
    int tail,
    boolean json,
    boolean follow,
    boolean marks) {

  /** Reads it from a URL. */
  static LogQuery of(Query query, Instant now) throws UserError {
    LogFilter filter =
        new LogFilter(
            new HashSet<>(query.all("resource")),
            source(query.get("source")),
            level(query.get("level")),
            since(query.get("since"), now));
    return new LogQuery(
        filter,
        grep(query.get("grep")),
        tail(query.get("tail")),
        json(query.get("format")),
        query.isTrue("follow"),
        query.isTrue("marks"));
  }

  private static LogFilter.Source source(String text) throws UserError {
    return switch (text) {
      case "", "all" -> LogFilter.Source.ALL;
      case "build" -> LogFilter.Source.BUILD;
      case "runtime" -> LogFilter.Source.RUNTIME;
      default ->
          throw new UserError(
              "unknown source " + Quoted.go(text) + ": wanted all, build or runtime");
    };
  }

  private static Optional<LogLevel> level(String text) throws UserError {
    return switch (text) {
      case "", "all" -> Optional.empty();
      case "warn" -> Optional.of(LogLevel.WARN);
      case "error" -> Optional.of(LogLevel.ERROR);
      default -> throw new UserError("unknown level " + Quoted.go(text) + ": wanted warn or error");
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
          "grep: " + Quoted.go(text) + " is no regular expression: " + e.getDescription());
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
