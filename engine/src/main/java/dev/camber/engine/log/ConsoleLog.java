package dev.camber.engine.log;

import dev.camber.model.text.Paint;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints the log as it grows: the console of {@code up --stream} and {@code ci}. One thread of its
 * own; {@link #close} prints what is left. Source: spec CLI and API, section 12.4.
 */
public final class ConsoleLog implements AutoCloseable {
  private static final int BATCH = 5_000;

  private final LogStore store;
  private final LogFilter filter;
  private final Consumer<String> out;
  private final LogRenderer renderer;
  private final Thread thread;
  private long checkpoint; // the thread's, then close's
  // Volatile: set by close, read by the thread.
  private volatile boolean closing;

  /**
   * Starts printing.
   *
   * @param from the checkpoint to begin at; 0 for everything
   * @param out takes text as it is, with its line ends; called from one thread
   */
  public ConsoleLog(LogStore store, long from, LogFilter filter, Consumer<String> out) {
    this(store, from, filter, Paint.NONE, out);
  }

  /**
   * Starts printing in colours.
   *
   * @param paint how names and marks look
   */
  public ConsoleLog(
      LogStore store, long from, LogFilter filter, Paint paint, Consumer<String> out) {
    this.store = store;
    this.checkpoint = from;
    this.filter = filter;
    this.out = out;
    this.renderer = new LogRenderer(filter.resources().size() != 1, true, paint);
    this.thread = Thread.ofVirtual().name("camber-console").start(this::follow);
  }

  private void follow() {
    try {
      while (!closing) {
        if (store.awaitBeyond(checkpoint, Duration.ofSeconds(60))) {
          print();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print() {
    LogSlice slice = store.read(checkpoint, filter::shows, BATCH);
    checkpoint = slice.to();
    List<LogSegment> shown = slice.segments().stream().filter(filter::shows).toList();
    String text = renderer.render(shown);
    if (!text.isEmpty()) {
      out.accept(text);
    }
  }

  /** After {@link #close}: where a later one goes on. */
  public long checkpoint() {
    return checkpoint;
  }

  /** Prints everything written until now, ends an incomplete line, and stops. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.flush();
    for (long end = store.end(); checkpoint < end; ) {
      print();
    }
    String rest = renderer.finish();
    if (!rest.isEmpty()) {
      out.accept(rest);
    }
  }
}
