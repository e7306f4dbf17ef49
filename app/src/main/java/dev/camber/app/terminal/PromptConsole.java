package dev.camber.app.terminal;

import dev.camber.engine.store.StoreEvent;
import dev.camber.model.api.Kinds;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A terminal with a person at it: a prompt that names the keys and shows how the resources are
 * doing, the log as a stream, or the full screen; keys lead from one to the other. One thread owns
 * the screen; keys, changes and signals reach it through a queue. Source: spec CLI and API, section
 * 13.1.
 */
public final class PromptConsole implements Console {
  /** The least time between two drawings. */
  private static final Duration STEP = Duration.ofMillis(100);

  private sealed interface Event {
    record Key(int key) implements Event {}

    record Changed() implements Event {}

    record Resized() implements Event {}

    record Resumed() implements Event {}

    record Stopping() implements Event {}

    record Close() implements Event {}
  }

  /** Where a console begins, and which views the keys lead to. */
  public enum Mode {
    PROMPT,
    STREAM,
    FULL_SCREEN
  }

  private final Sources sources;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicBoolean changeTold = new AtomicBoolean();
  private final Consumer<StoreEvent> listener = this::changed;
  private final Thread thread;
  private @Nullable View view; // the thread's
  private long streamed; // the thread's: how much of the log the stream has shown

  /** Starts showing, in the given mode. */
  public PromptConsole(Sources sources, Mode first) {
    this.sources = sources;
    // The greeting is the beginning of the log, too; it is printed at once.
    this.streamed = sources.greeting().size();
    this.thread = Thread.ofPlatform().name("camber-terminal").start(() -> run(first));
  }

  private void run(Mode first) {
    String started = sources.greeting().getFirst();
    sources.out().println(sources.paint().green(started));
    sources.greeting().stream().skip(1).forEach(sources.out()::println);
    sources.out().println();
    if (first == Mode.PROMPT) {
      PromptView.hints(sources); // what takes a moment comes after what is to be read first
    }
    try (Tty tty =
        Tty.open(() -> events.add(new Event.Resized()), () -> events.add(new Event.Resumed()))) {
      Thread.ofPlatform().daemon().name("camber-keys").start(() -> readKeys(tty));
      sources.store().subscribe(listener);
      try {
        view = opened(first, tty);
        boolean open = true;
        while (open) {
          open = handle(next(), tty);
        }
      } finally {
        leave(); // while the terminal can still be asked for its size
      }
    } catch (IOException e) {
      stream("no key can be read from this terminal: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sources.store().unsubscribe(listener);
      leave();
    }
  }

  /** Without keys the log is what is left to show. */
  private void stream(String why) {
    sources.out().println(why);
    view = new StreamView(sources, 0);
    try {
      while (!(events.take() instanceof Event.Close)) {
        // Nothing but the end changes what is shown.
        continue;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readKeys(Tty tty) {
    try {
      for (int key = tty.read(); key >= 0; key = tty.read()) {
        events.add(new Event.Key(key));
      }
    } catch (IOException gone) {
      // The terminal was closed; the signal that comes with it ends the session.
    }
  }

  /** Called with the store's lock held: only leaves a note, and none if there is one already. */
  private void changed(StoreEvent event) {
    if (event.object().kind() == Kinds.UI_RESOURCE && changeTold.compareAndSet(false, true)) {
      events.add(new Event.Changed());
    }
  }

  private Event next() throws InterruptedException {
    View shown = view;
    if (shown == null || shown.tick().isZero()) {
      return events.take();
    }
    Event event = events.poll(shown.tick().toMillis(), TimeUnit.MILLISECONDS);
    return event == null ? new Event.Changed() : event;
  }

  private boolean handle(Event event, Tty tty) throws InterruptedException {
    View shown = view;
    if (shown == null) {
      return false;
    }
    switch (event) {
      case Event.Key key -> shown.key(key.key()).ifPresent(mode -> show(mode, tty));
      case Event.Changed changed -> {
        // What changes together is drawn together.
        Thread.sleep(STEP);
        changeTold.set(false);
        shown.draw();
      }
      case Event.Resized resized -> shown.resized();
      case Event.Resumed resumed -> shown.resumed();
      case Event.Stopping stopping -> shown.stopping();
      case Event.Close close -> {
        return false;
      }
    }
    return true;
  }

  private void show(Mode mode, Tty tty) {
    leave();
    if (mode == Mode.PROMPT) {
      PromptView.hints(sources);
    }
    view = opened(mode, tty);
  }

  private View opened(Mode mode, Tty tty) {
    return switch (mode) {
      case PROMPT -> new PromptView(sources, tty);
      case STREAM -> new StreamView(sources, streamed);
      case FULL_SCREEN -> new FullScreenView(sources, tty);
    };
  }

  private void leave() {
    Optional.ofNullable(view)
        .ifPresent(v -> {
          v.close();
          if (v instanceof StreamView stream) {
            streamed = stream.checkpoint();
          }
        });
    view = null;
  }

  @Override
  public void stopping() {
    events.add(new Event.Stopping());
  }

  @Override
  public void close() {
    events.add(new Event.Close());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
