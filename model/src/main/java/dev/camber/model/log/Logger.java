package dev.camber.model.log;

import java.util.Map;

/** A place to write log text to; the receiver knows time, span and resource. Thread-safe. */
@FunctionalInterface
public interface Logger {
  /** Drops everything. */
  Logger NOWHERE = (level, text, fields) -> {};

  /** Writes text as it is, with its line ends; a line may be completed by a later call. */
  void write(LogLevel level, String text, Map<String, String> fields);

  default void write(LogLevel level, String text) {
    write(level, text, Map.of());
  }

  /** Writes one line; the line end is added. */
  default void line(LogLevel level, String text) {
    write(level, text + "\n", Map.of());
  }

  default void info(String text) {
    line(LogLevel.INFO, text);
  }

  default void warn(String text) {
    line(LogLevel.WARN, text);
  }

  default void error(String text) {
    line(LogLevel.ERROR, text);
  }
}
