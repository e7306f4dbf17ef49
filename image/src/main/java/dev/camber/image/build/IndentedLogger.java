package dev.camber.image.build;

import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.util.Map;

/** Puts blanks before each line that is not empty. Thread-safe. */
final class IndentedLogger implements Logger {
  /** What stands before the lines of a build step. */
  static final String STEP = "     ";

  private final Logger target;
  private final String indent;
  private boolean atLineStart = true;

  IndentedLogger(Logger target, String indent) {
    this.target = target;
    this.indent = indent;
  }

  @Override
  public synchronized void write(LogLevel level, String text, Map<String, String> fields) {
    StringBuilder out = new StringBuilder(text.length() + indent.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (atLineStart && c != '\n' && c != '\r') {
        out.append(indent);
      }
      out.append(c);
      atLineStart = c == '\n';
    }
    target.write(level, out.toString(), fields);
  }
}
