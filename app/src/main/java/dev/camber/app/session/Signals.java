package dev.camber.app.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns INT, TERM and HUP into a wish to stop; a second one ends the program at once with 1. The
 * JVM's own way, shutdown hooks, would end with 130 or 143 instead of our exit code. Source: spec
 * CLI and API, section 1.1.
 */
final class Signals implements AutoCloseable {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private final Map<String, SignalHandler> before = new LinkedHashMap<>();
  private final AtomicInteger seen = new AtomicInteger();

  private Signals(Runnable stop) {
    SignalHandler handler =
        signal -> {
          if (seen.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(1);
          }
          stop.run();
        };
    for (String name : new ArrayList<>(NAMES)) {
      try {
        before.put(name, Signal.handle(new Signal(name), handler));
      } catch (IllegalArgumentException unknownHere) {
        // Windows has no HUP.
      }
    }
  }

  /**
   * Calls {@code stop} at the first signal from here on.
   *
   * @param stop returns at once
   */
  static Signals on(Runnable stop) {
    return new Signals(stop);
  }

  /** Whether a signal came. */
  boolean arrived() {
    return seen.get() > 0;
  }

  @Override
  public void close() {
    before.forEach((name, handler) -> Signal.handle(new Signal(name), handler));
  }
}
