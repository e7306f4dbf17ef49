package dev.camber.model.log;

/** Levels of log lines, least to most severe; names are those on the wire. */
public enum LogLevel {
  NONE,
  DEBUG,
  VERBOSE,
  INFO,
  WARN,
  ERROR;

  /** Whether this level is at least as severe as {@code other}. */
  public boolean atLeast(LogLevel other) {
    return compareTo(other) >= 0;
  }
}
