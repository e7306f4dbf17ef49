package dev.camber.server.page;

import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreEvent;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.engine.store.Watch;
import dev.camber.model.UserError;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.log.LogLevel;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Query;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the page asks for below {@code /api/page/}, and its live connection. Thread-safe. */
public final class PageApi {
  private static final int DEFAULT_LINES = 300;
  private static final int MOST_LINES = 2_000;
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private final ObjectStore store;
  private final LogStore log;
  private final PageFeed feed;
  private final LinePages pages;
  private final InstantSource clock;

  /**
   * @param startedAt when the session began
   */
  public PageApi(ObjectStore store, LogStore log, MicroTime startedAt, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.feed = new PageFeed(log, startedAt);
    this.pages = new LinePages(log);
    this.clock = clock;
  }

  /** Answers a request for {@code /api/page/NAME}; empty if there is nothing of that name. */
  public Optional<Response> handle(String name, Request request) {
    Query query = request.query();
    try {
      return switch (name) {
        case "view" -> Optional.of(json(view(query)));
        case "lines" -> Optional.of(json(lines(query)));
        case "find" -> Optional.of(json(find(query)));
        case "count" -> Optional.of(json(count(query)));
        default -> Optional.empty();
      };
    } catch (UserError e) {
      return Optional.of(Response.text(400, String.valueOf(e.getMessage())));
    }
  }

  /** The live connection of a page; {@code since} and {@code session} say what it has. */
  public Response connect(Query query) {
    long since;
    try {
      since = since(query);
    } catch (UserError e) {
      return Response.text(400, String.valueOf(e.getMessage()));
    }
    return new Response(
        101, Headers.NONE, new Response.Socket(new PageStream(store, log, feed, since)));
  }

  /** A version is worth something only in the session that it is of. */
  private long since(Query query) throws UserError {
    return query.get("session").equals(feed.startedAt()) ? LineQuery.number(query, "since", 0) : 0;
  }

  /** For pages whose WebSocket is blocked: what the live connection would have said. */
  private String view(Query query) throws UserError {
    long since = since(query);
    StoreSnapshot before = store.snapshot();
    if (since == 0 || since > before.version()) {
      return feed.whole(before);
    }
    try (Watch watch = store.watch(since)) {
      List<StoreEvent> events = watch.drain();
      return feed.changes(events, store.snapshot(), true);
    } catch (StoreException.Gone e) {
      return feed.whole(store.snapshot());
    }
  }

  private String lines(Query query) throws UserError {
    Deadline deadline = Deadline.in(clock, PATIENCE);
    LineQuery wanted = LineQuery.of(query, deadline);
    int limit = (int) Math.clamp(LineQuery.number(query, "limit", DEFAULT_LINES), 1, MOST_LINES);
    long end = log.end();
    LinePages.Page page;
    if (query.has("after")) {
      page =
          pages.after(
              wanted,
              LineQuery.number(query, "after", 0),
              limit,
              query.isTrue("updates"),
              deadline);
    } else if (query.has("around")) {
      page = pages.around(wanted, LineQuery.number(query, "around", 0), limit, deadline);
    } else if (query.has("index")) {
      long place = pages.extent(wanted).checkpointAt(LineQuery.number(query, "index", 0));
      page = pages.around(wanted, place, limit, deadline);
    } else {
      page = pages.before(wanted, LineQuery.number(query, "before", end), limit, deadline);
    }
    Optional<Line> head =
        page.lines().isEmpty()
            ? Optional.empty()
            : pages.head(wanted, page.lines().getFirst().place());
    return LineText.page(page, pages.extent(wanted), end, head);
  }

  private String find(Query query) throws UserError {
    Deadline deadline = Deadline.in(clock, PATIENCE);
    LineQuery wanted = LineQuery.of(query, deadline);
    Predicate<Line> test = test(query, deadline);
    long place = LineQuery.number(query, "from", 0);
    return LineText.found(
        query.get("direction").equals("previous")
            ? pages.previous(wanted, test, place, deadline)
            : pages.next(wanted, test, place, deadline));
  }

  private String count(Query query) throws UserError {
    Deadline deadline = Deadline.in(clock, PATIENCE);
    LineQuery wanted = LineQuery.of(query, deadline);
    Predicate<Line> test = test(query, deadline);
    long place = LineQuery.number(query, "from", 0);
    long count = 0;
    boolean isEnd = false;
    while (!deadline.isOver() && !isEnd) {
      LinePages.Page page = pages.after(wanted, place, MOST_LINES, false, deadline);
      count += page.lines().stream().filter(test).count();
      isEnd = page.to() >= log.end();
      place = page.to();
    }
    return "{\"count\":" + count + ",\"looked\":" + place + ",\"isEnd\":" + isEnd + "}";
  }

  private static Predicate<Line> test(Query query, Deadline deadline) throws UserError {
    if (query.get("what").equals("failure")) {
      return line -> line.anchor() && line.level() == LogLevel.ERROR;
    }
    String find = query.get("find");
    if (find.isEmpty()) {
      return line -> true;
    }
    TextMatch match = TextMatch.of(find, deadline);
    return line -> match.isIn(line.text());
  }

  private static Response json(String text) {
    return Response.of(200, "application/json", text.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", "no-store")
        .with("X-Content-Type-Options", "nosniff");
  }
}
