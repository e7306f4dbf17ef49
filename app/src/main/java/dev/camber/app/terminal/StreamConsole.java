package dev.camber.app.terminal;

import dev.camber.engine.log.ConsoleLog;
import dev.camber.engine.log.LogFilter;
import dev.camber.engine.log.LogStore;
import dev.camber.model.text.Paint;
import java.io.PrintStream;

/** The log, line by line; no key is read. Source: spec CLI and API, section 13.2. */
public final class StreamConsole implements Console {
  private final ConsoleLog log;

  /** Prints the log from its beginning. */
  public StreamConsole(LogStore log, LogFilter filter, Paint paint, PrintStream out) {
    this.log =
        new ConsoleLog(
            log,
            0,
            filter,
            paint,
            text -> {
              out.print(text);
              out.flush();
            });
  }

  @Override
  public void stopping() {
    // The log says what is being ended.
  }

  @Override
  public void close() {
    log.close();
  }
}
