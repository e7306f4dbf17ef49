package dev.camber.server.page;

import dev.camber.engine.log.LogFilter;
import dev.camber.model.UserError;
import dev.camber.model.log.LogLevel;
import dev.camber.model.text.Quoted;
import dev.camber.server.http.Query;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which lines somebody wants to see.
 *
 * @param resources their names; none means all
 * @param levels exactly this level, not a threshold
 * @param span one update or one process only; empty for all
 * @param term what the text must contain
 * @param cleared lines before this place are not shown
 * @param context how many lines of the same resource to show before each match
 */
record LineQuery(
    Set<String> resources,
    LogFilter.Source source,
    Optional<LogLevel> levels,
    String span,
    Optional<TextMatch> term,
    long cleared,
    int context) {
  private static final int CONTEXT = 5;

  static LineQuery of(Query query, Deadline deadline) throws UserError {
    Optional<LogLevel> level =
        switch (query.get("level")) {
          case "", "all" -> Optional.empty();
          case "warn" -> Optional.of(LogLevel.WARN);
          case "error" -> Optional.of(LogLevel.ERROR);
          default ->
              throw new UserError(
                  "unknown level " + Quoted.go(query.get("level")) + ": wanted warn or error");
        };
    LogFilter.Source source =
        switch (query.get("source")) {
          case "", "all" -> LogFilter.Source.ALL;
          case "build" -> LogFilter.Source.BUILD;
          case "runtime" -> LogFilter.Source.RUNTIME;
          default ->
              throw new UserError(
                  "unknown source " + Quoted.go(query.get("source")) + ": wanted build or runtime");
        };
    String term = query.get("term");
    return new LineQuery(
        new HashSet<>(query.all("resource")),
        source,
        level,
        query.get("span"),
        term.isEmpty() ? Optional.empty() : Optional.of(TextMatch.of(term, deadline)),
        number(query, "cleared", 0),
        level.isPresent() ? CONTEXT : 0);
  }

  /** A whole number of the query. */
  static long number(Query query, String name, long otherwise) throws UserError {
    String text = query.get(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new UserError(name + ": found " + Quoted.go(text) + ", wanted a whole number");
    }
    return Long.parseLong(text);
  }

  Predicate<String> resource() {
    return name -> resources.isEmpty() || resources.contains(name);
  }

  /**
   * Whether a line is shown. The first line of an update passes whatever is asked for, so that one
   * sees which update the others belong to.
   */
  boolean shows(Line line) {
    if (line.place() < cleared || !span.isEmpty() && !span.equals(line.spanId())) {
      return false;
    }
    if (!line.event().isEmpty()) {
      return true;
    }
    return (source == LogFilter.Source.ALL || source == LogFilter.sourceOf(line.spanId()))
        && (levels.isEmpty() || levels.get() == line.level())
        && (term.isEmpty() || term.get().isIn(line.text()));
  }

  /** Whether single lines are picked out by what they say. */
  boolean isSearch() {
    return levels.isPresent() || term.isPresent();
  }

  /** Whether every line is shown: then places and counts are the log's own. */
  boolean isEverything() {
    return source == LogFilter.Source.ALL && levels.isEmpty() && span.isEmpty() && term.isEmpty();
  }
}
