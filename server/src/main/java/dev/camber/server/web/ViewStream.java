package dev.camber.server.web;

import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectKey;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreEvent;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.engine.store.Watch;
import dev.camber.server.http.Response;
import dev.camber.server.http.Sink;
import dev.camber.server.http.SinkClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One page's live view: everything first, then what changed, at most once in {@link #STEP}. A page
 * that reads slowly gets fewer and larger steps; one that falls far behind gets everything anew.
 * Neither ever holds up the engine: this thread alone waits for the page. Source: spec CLI and API,
 * section 11.3.
 */
final class ViewStream implements Response.Stream {
  /** The least time between two messages. */
  static final Duration STEP = Duration.ofMillis(200);

  /** What happens within this time is told together, also when nothing happened for long. */
  private static final Duration TOGETHER = Duration.ofMillis(20);

  /** The most log segments in one message. */
  private static final int MOST_SEGMENTS = 10_000;

  /** So many segments behind, a page is better served with the newest lines. */
  private static final long FAR_BEHIND = 50_000;

  private static final int LOOK_EVERY = 25; // steps: whether the page is still there

  private final ObjectStore store;
  private final LogStore log;
  private final ViewText view;

  ViewStream(ObjectStore store, LogStore log, ViewText view) {
    this.store = store;
    this.log = log;
    this.view = view;
  }

  @Override
  public void run(Sink sink) throws SinkClosed, InterruptedException {
    while (sink.isOpen()) {
      StoreSnapshot snapshot = store.snapshot();
      try (Watch watch = store.watch(snapshot.version())) {
        ViewText.Part whole = view.whole(snapshot);
        sink.send(whole.text());
        follow(sink, watch, whole.logEnd());
        return;
      } catch (StoreException.Gone e) {
        // It fell so far behind that changes were forgotten: begin anew.
        continue;
      } catch (Behind e) {
        continue;
      }
    }
  }

  /** The page is too far behind in the log. */
  private static final class Behind extends Exception {
    private static final long serialVersionUID = 1L;

    Behind() {
      super("behind", null, false, false);
    }
  }

  private void follow(Sink sink, Watch watch, long from)
      throws StoreException.Gone, Behind, SinkClosed, InterruptedException {
    Map<ObjectKey, ViewText.Change> changes = new LinkedHashMap<>();
    long checkpoint = from;
    int idle = 0;
    Instant sent = store.now();
    while (true) {
      Optional<StoreEvent> event = watch.poll(STEP);
      if (watch.isClosed()) {
        return;
      }
      if (event.isEmpty() && log.end() <= checkpoint) {
        if (++idle % LOOK_EVERY == 0 && !sink.isOpen()) {
          return;
        }
        continue;
      }
      idle = 0;
      event.ifPresent(e -> note(e, changes));
      Duration rest = STEP.minus(Duration.between(sent, store.now()));
      Thread.sleep(rest.compareTo(TOGETHER) > 0 ? rest : TOGETHER);
      for (StoreEvent more : watch.drain()) {
        note(more, changes);
      }
      if (log.end() - checkpoint > FAR_BEHIND) {
        throw new Behind();
      }
      LogSlice slice = log.read(checkpoint, resource -> true, MOST_SEGMENTS);
      checkpoint = slice.to();
      if (!changes.isEmpty() || !slice.segments().isEmpty()) {
        sink.send(view.delta(changes.values(), slice, store.now()));
        changes.clear();
        sent = store.now();
      }
    }
  }

  private static void note(StoreEvent event, Map<ObjectKey, ViewText.Change> changes) {
    if (ViewText.shows(event.object().kind())) {
      ObjectKey key = event.key();
      changes.remove(key);
      changes.put(
          key, new ViewText.Change(event.object(), event.type() == StoreEvent.Type.DELETED));
    }
  }
}
