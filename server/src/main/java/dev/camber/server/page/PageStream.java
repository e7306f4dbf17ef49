package dev.camber.server.page;

import dev.camber.engine.log.LogStore;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page's live connection. It begins with everything, or, for a page that was away, with what
 * changed since the version it has; then come changes, at most one message in {@link #STEP}. A page
 * that reads slowly gets fewer and larger messages, one too far behind gets everything anew. A beat
 * without news tells the page that the connection lives. This thread alone waits for the page.
 */
final class PageStream implements Response.Stream {
  /** The least time between two messages. */
  static final Duration STEP = Duration.ofMillis(150);

  /** What happens within this time is told together, also when nothing happened for long. */
  private static final Duration TOGETHER = Duration.ofMillis(15);

  private static final Duration BEAT = Duration.ofSeconds(5);

  private final ObjectStore store;
  private final LogStore log;
  private final PageFeed feed;
  private final long since;

  /**
   * @param since the version the page has; 0 for none
   */
  PageStream(ObjectStore store, LogStore log, PageFeed feed, long since) {
    this.store = store;
    this.log = log;
    this.feed = feed;
    this.since = since;
  }

  @Override
  public void run(Sink sink) throws SinkClosed, InterruptedException {
    long from = since;
    while (sink.isOpen()) {
      StoreSnapshot snapshot = store.snapshot();
      boolean resumes = from > 0 && from <= snapshot.version();
      try (Watch watch = store.watch(resumes ? from : snapshot.version())) {
        if (!resumes) {
          sink.send(feed.whole(snapshot));
        }
        follow(sink, watch, resumes);
        return;
      } catch (StoreException.Gone e) {
        from = 0; // changes were forgotten: begin anew
      }
    }
  }

  private void follow(Sink sink, Watch watch, boolean alertsFirst)
      throws StoreException.Gone, SinkClosed, InterruptedException {
    long checkpoint = alertsFirst ? -1 : log.end();
    long alerts = alertsFirst ? -1 : log.alertCount();
    Instant sent = store.now();
    while (sink.isOpen()) {
      Optional<StoreEvent> event = watch.poll(STEP);
      if (watch.isClosed()) {
        return;
      }
      if (event.isEmpty() && log.end() == checkpoint) {
        if (Duration.between(sent, store.now()).compareTo(BEAT) > 0) {
          sink.send("{\"beat\":true}");
          sent = store.now();
        }
        continue;
      }
      Duration rest = STEP.minus(Duration.between(sent, store.now()));
      Thread.sleep(rest.compareTo(TOGETHER) > 0 ? rest : TOGETHER);
      List<StoreEvent> events = new ArrayList<>();
      event.ifPresent(events::add);
      events.addAll(watch.drain());
      boolean anythingShown = events.stream().anyMatch(e -> PageFeed.shows(e.object().kind()));
      long end = log.end();
      long count = log.alertCount();
      if (anythingShown || end != checkpoint) {
        sink.send(feed.changes(events, store.snapshot(), count != alerts));
        sent = store.now();
      }
      checkpoint = end;
      alerts = count;
    }
  }
}
