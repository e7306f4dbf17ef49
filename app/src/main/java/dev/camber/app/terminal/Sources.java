package dev.camber.app.terminal;

import dev.camber.engine.log.LogFilter;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.model.text.Paint;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * What a console of a terminal shows and can do.
 *
 * @param greeting the first lines of the session
 * @param url of the page, if there is one
 * @param filter what of the log is streamed
 * @param actions what keys do
 */
public record Sources(
    List<String> greeting,
    Optional<String> url,
    ObjectStore store,
    LogStore log,
    LogFilter filter,
    Paint paint,
    PrintStream out,
    Sources.Actions actions) {
  public Sources {
    greeting = List.copyOf(greeting);
  }

  /** What keys do beside changing what is shown. */
  public interface Actions {
    /**
     * Opens an address in a browser.
     *
     * @return what went wrong
     */
    Optional<String> open(String url);

    /** Asks for an update of a resource. */
    void trigger(String resource);
  }
}
