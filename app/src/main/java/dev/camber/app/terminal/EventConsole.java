package dev.camber.app.terminal;

import dev.camber.engine.log.LogFilter;
import dev.camber.engine.log.LogJson;
import dev.camber.engine.log.LogLines;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreEvent;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a session, for programs: one JSON object a line. Two threads of its own, one for
 * the log and one for the resources; each prints its events in order. {@code docs/events.md} tells
 * what they mean.
 */
public final class EventConsole implements Console {
  private static final int BATCH = 5_000;

  private final SessionEvents events;
  private final ObjectStore store;
  private final LogStore log;
  private final LogFilter filter;
  private final PrintStream out;
  private final LogLines lines = new LogLines();
  private final LinkedBlockingQueue<StoreEvent> changes = new LinkedBlockingQueue<>();
  private final Consumer<StoreEvent> listener = this::changed;
  private final Thread logThread;
  private final Thread resourceThread;
  private long checkpoint; // the log thread's, then close's
  // Volatile: set by close, read by the threads.
  private volatile boolean closing;

  /**
   * Prints the first event and then what comes.
   *
   * @param started says what the session is
   * @param filter which lines of the log are told
   */
  public EventConsole(
      JsonObject started,
      SessionEvents events,
      ObjectStore store,
      LogStore log,
      LogFilter filter,
      PrintStream out) {
    this.events = events;
    this.store = store;
    this.log = log;
    this.filter = filter;
    this.out = out;
    print(List.of(started));
    store.subscribe(listener);
    logThread = Thread.ofVirtual().name("camber-events-log").start(this::followLog);
    resourceThread = Thread.ofVirtual().name("camber-events").start(this::followResources);
  }

  /** Called with the store's lock held: only takes a note. */
  private void changed(StoreEvent event) {
    if (event.object().kind() == Kinds.UI_RESOURCE) {
      changes.add(event);
    }
  }

  private void followResources() {
    try {
      while (!closing) {
        tell(changes.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followLog() {
    try {
      while (!closing) {
        if (log.awaitBeyond(checkpoint, Duration.ofSeconds(60))) {
          readLog();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(StoreEvent event) {
    ApiObject<?, ?> object = event.object();
    if (object.status() instanceof UIResourceStatus status
        && object.spec() instanceof UIResourceSpec) {
      print(
          event.type() == StoreEvent.Type.DELETED
              ? List.of(events.gone(object.name()))
              : events.changed(object.name(), object.metadata().labels(), status));
    }
  }

  private void readLog() {
    LogSlice slice = log.read(checkpoint, filter::shows, BATCH);
    checkpoint = slice.to();
    tell(lines.add(slice.segments().stream().filter(filter::shows).toList()));
  }

  private void tell(List<LogSegment> whole) {
    for (LogSegment line : whole) {
      print(LogJson.lines(line).stream().map(events::log).toList());
    }
  }

  private void print(List<JsonObject> objects) {
    if (objects.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (JsonObject object : objects) {
      text.append(JsonWriter.compact(object)).append('\n');
    }
    synchronized (out) {
      out.print(text);
      out.flush();
    }
  }

  /** Prints the last event; after {@link #close}. */
  public void ended(String outcome, String error, int exitCode) {
    print(List.of(events.ended(outcome, error, exitCode)));
  }

  @Override
  public void stopping() {
    // The log says what is being ended.
  }

  @Override
  public void close() {
    closing = true;
    store.unsubscribe(listener);
    logThread.interrupt();
    resourceThread.interrupt();
    try {
      logThread.join();
      resourceThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (@Nullable StoreEvent left = changes.poll(); left != null; left = changes.poll()) {
      tell(left);
    }
    log.flush();
    for (long end = log.end(); checkpoint < end; ) {
      readLog();
    }
    tell(lines.rest());
  }
}
