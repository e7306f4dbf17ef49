package dev.camber.server.rest;

import dev.camber.engine.store.StoreEvent;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.engine.store.Watch;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import dev.camber.server.http.Response;
import dev.camber.server.http.Sink;
import dev.camber.server.http.SinkClosed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The changes of one kind as lines of JSON, until the time is over, the reader is gone or too slow.
 * An object that begins to fit the selector is ADDED, one that ceases to is DELETED. Runs once.
 */
final class WatchStream implements Response.Stream {
  private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /**
   * How events look.
   *
   * @param include as in {@link Tables#table}
   * @param bookmarks whether to say the version now and then when nothing happens
   */
  record Form(Wanted wanted, String include, boolean bookmarks) {}

  private final Watch watch;
  private final Optional<StoreSnapshot> initial;
  private final Kind<?, ?> kind;
  private final Predicate<ObjectMeta> selector;
  private final Form form;
  private final Duration lasting;
  private final ObjectTexts texts;
  private final InstantSource clock;
  private boolean columnsSent;
  private long version;

  WatchStream(
      Watch watch,
      Optional<StoreSnapshot> initial,
      Kind<?, ?> kind,
      Predicate<ObjectMeta> selector,
      Form form,
      Duration lasting,
      ObjectTexts texts,
      InstantSource clock) {
    this.watch = watch;
    this.initial = initial;
    this.kind = kind;
    this.selector = selector;
    this.form = form;
    this.lasting = lasting;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void run(Sink sink) throws SinkClosed, InterruptedException {
    Instant end = clock.instant().plus(lasting);
    try (watch) {
      if (initial.isPresent()) {
        version = initial.get().version();
        StringBuilder batch = new StringBuilder();
        for (ApiObject<?, ?> object : initial.get().list(kind, selector)) {
          batch.append(event("ADDED", object));
        }
        if (!batch.isEmpty()) {
          sink.send(batch.toString());
        }
      }
      follow(sink, end);
    } catch (StoreException.Gone e) {
      sink.send(line("ERROR", JsonWriter.compactHtmlSafe(e.toStatus())));
    }
  }

  private void follow(Sink sink, Instant end)
      throws StoreException.Gone, SinkClosed, InterruptedException {
    Instant bookmark = clock.instant().plus(BOOKMARK_EVERY);
    while (true) {
      Instant now = clock.instant();
      if (!now.isBefore(end)) {
        return;
      }
      if (form.bookmarks() && !now.isBefore(bookmark)) {
        sink.send(bookmark());
        bookmark = now.plus(BOOKMARK_EVERY);
      }
      Duration left = Duration.between(now, end);
      Optional<StoreEvent> next = watch.poll(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
      if (next.isEmpty()) {
        if (watch.isClosed() || !sink.isOpen()) {
          return;
        }
        continue;
      }
      StringBuilder batch = new StringBuilder();
      add(next.get(), batch);
      for (StoreEvent more : watch.drain()) {
        add(more, batch);
      }
      if (!batch.isEmpty()) {
        sink.send(batch.toString());
      }
    }
  }

  private void add(StoreEvent event, StringBuilder batch) {
    version = event.version();
    if (event.object().kind() != kind) {
      return;
    }
    boolean fits = selector.test(event.object().metadata());
    boolean fitted = event.previous().map(o -> selector.test(o.metadata())).orElse(false);
    switch (event.type()) {
      case ADDED, MODIFIED -> {
        if (fits) {
          batch.append(event(fitted ? "MODIFIED" : "ADDED", event.object()));
        } else if (fitted) {
          batch.append(event("DELETED", atVersion(event.previous().orElseThrow())));
        }
      }
      case DELETED -> {
        if (fits || fitted) {
          batch.append(event("DELETED", event.object()));
        }
      }
    }
  }

  /** What left the selector, in its last state that fitted but with the version of its leaving. */
  private ApiObject<?, ?> atVersion(ApiObject<?, ?> object) {
    return object.editMetadata(m -> m.withResourceVersion(Long.toString(version)));
  }

  private String event(String type, ApiObject<?, ?> object) {
    return switch (form.wanted().shape()) {
      case OBJECT -> line(type, texts.compact(object));
      case METADATA ->
          line(
              type,
              JsonWriter.compactHtmlSafe(
                  Tables.metadata(ObjectTexts.tree(object), form.wanted().version())));
      case TABLE -> {
        JsonObject table =
            Tables.table(
                object.metadata().resourceVersion(),
                List.of(ObjectTexts.tree(object)),
                form.include(),
                form.wanted().version(),
                !columnsSent);
        columnsSent = true;
        yield line(type, JsonWriter.compactHtmlSafe(table));
      }
    };
  }

  private String bookmark() {
    JsonObject metadata =
        JsonObject.builder()
            .put("resourceVersion", Long.toString(version))
            .put("creationTimestamp", Json.ofNull())
            .build();
    JsonObject.Builder object =
        JsonObject.builder()
            .put("kind", kind.name())
            .put("apiVersion", kind.apiVersion())
            .put("metadata", metadata);
    return line("BOOKMARK", object.build().compact());
  }

  private static String line(String type, String object) {
    return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
  }
}
