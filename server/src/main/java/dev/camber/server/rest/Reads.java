package dev.camber.server.rest;

import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.engine.store.Watch;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Request;
import dev.camber.server.http.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Get, list and watch. Thread-safe. Source: spec CLI and API, section 8.3. */
final class Reads {
  /** How long a watch lasts that names no time; clients begin anew then. */
  private static final Duration LONGEST_WATCH = Duration.ofMinutes(60);

  private final ObjectStore store;
  private final ObjectTexts texts;
  private final InstantSource clock;
  private final Pages pages = new Pages();

  Reads(ObjectStore store, ObjectTexts texts, InstantSource clock) {
    this.store = store;
    this.texts = texts;
    this.clock = clock;
  }

  Response get(Request request, Wanted wanted, Kind<?, ?> kind, String name) throws ApiError {
    Optional<? extends ApiObject<?, ?>> found = store.get(kind, name);
    if (found.isEmpty()) {
      throw ApiError.of(new StoreException.NotFound(kind, name));
    }
    return one(request, wanted, 200, found.get());
  }

  /** One object in the form that is wanted. */
  Response one(Request request, Wanted wanted, int status, ApiObject<?, ?> object) {
    if (wanted.shape() == Wanted.Shape.OBJECT && !wanted.yaml() && !wanted.pretty()) {
      return Answers.bytes(status, "application/json", texts.compact(object) + "\n");
    }
    JsonObject tree = ObjectTexts.tree(object);
    Json body =
        switch (wanted.shape()) {
          case OBJECT -> tree;
          case TABLE ->
              Tables.table(
                  object.metadata().resourceVersion(),
                  List.of(tree),
                  request.query().get("includeObject"),
                  wanted.version(),
                  true);
          case METADATA -> Tables.metadata(tree, wanted.version());
        };
    return Answers.of(status, body, wanted);
  }

  Response list(Request request, Wanted wanted, Kind<?, ?> kind) throws ApiError {
    ListOptions options = ListOptions.of(request.query());
    String token = request.query().get("continue");
    Pages.Place place =
        token.isEmpty() ? new Pages.Place(store.snapshot(), "") : pages.place(token);
    List<? extends ApiObject<?, ?>> all = place.snapshot().list(kind, options.selector());
    List<ApiObject<?, ?>> shown = new ArrayList<>(all);
    if (!place.after().isEmpty()) {
      shown.removeIf(o -> o.name().compareTo(place.after()) <= 0);
    }
    JsonObject.Builder metadata =
        JsonObject.builder().put("resourceVersion", version(place.snapshot()));
    long limit = options.limit().orElse(0);
    if (limit > 0 && limit < shown.size()) {
      long left = shown.size() - limit;
      shown = shown.subList(0, (int) limit);
      metadata.put("continue", pages.token(place.snapshot(), shown.getLast().name()));
      if (!options.selects()) {
        metadata.put("remainingItemCount", left);
      }
    }
    return many(request, wanted, kind, shown, metadata.build());
  }

  /** Several objects as a list in the form that is wanted. */
  Response many(
      Request request,
      Wanted wanted,
      Kind<?, ?> kind,
      List<? extends ApiObject<?, ?>> objects,
      JsonObject metadata) {
    if (wanted.shape() == Wanted.Shape.OBJECT && !wanted.yaml() && !wanted.pretty()) {
      return Answers.bytes(200, "application/json", compactList(kind, objects, metadata));
    }
    List<JsonObject> trees = objects.stream().map(ObjectTexts::tree).toList();
    if (wanted.shape() == Wanted.Shape.TABLE) {
      JsonObject table =
          Tables.table(
              metadata.stringAt("resourceVersion").orElse(""),
              trees,
              request.query().get("includeObject"),
              wanted.version(),
              true);
      return Answers.of(200, table.with("metadata", metadata), wanted);
    }
    boolean whole = wanted.shape() == Wanted.Shape.OBJECT;
    List<JsonObject> items =
        whole ? trees : trees.stream().map(t -> Tables.metadata(t, wanted.version())).toList();
    JsonObject list =
        JsonObject.builder()
            .put("kind", whole ? kind.name() + "List" : "PartialObjectMetadataList")
            .put("apiVersion", whole ? kind.apiVersion() : "meta.k8s.io/" + wanted.version())
            .put("metadata", metadata)
            .put("items", new JsonArray(List.copyOf(items)))
            .build();
    return Answers.of(200, list, wanted);
  }

  private String compactList(
      Kind<?, ?> kind, List<? extends ApiObject<?, ?>> objects, JsonObject metadata) {
    StringBuilder out = new StringBuilder(256 + 512 * objects.size());
    out.append("{\"kind\":\"")
        .append(kind.name())
        .append("List\",\"apiVersion\":\"")
        .append(kind.apiVersion())
        .append("\",\"metadata\":")
        .append(metadata.compact())
        .append(",\"items\":[");
    String separator = "";
    for (ApiObject<?, ?> object : objects) {
      out.append(separator).append(texts.compact(object));
      separator = ",";
    }
    return out.append("]}\n").toString();
  }

  Response watch(Request request, Wanted wanted, Kind<?, ?> kind, Optional<String> name)
      throws ApiError {
    if (request.query().isTrue("sendInitialEvents")) {
      throw ApiError.invalid(
          "ListOptions",
          "meta.k8s.io",
          "",
          "sendInitialEvents",
          "FieldValueForbidden",
          "Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is"
              + " enabled");
    }
    ListOptions all = ListOptions.of(request.query());
    ListOptions options = name.isPresent() ? all.named(name.get()) : all;
    long seconds = ListOptions.number(request.query(), "timeoutSeconds").orElse(0);
    Duration lasting =
        seconds == 0 || seconds > LONGEST_WATCH.toSeconds()
            ? LONGEST_WATCH
            : Duration.ofSeconds(seconds);
    StoreSnapshot snapshot = store.snapshot();
    long from = ListOptions.number(request.query(), "resourceVersion").orElse(0);
    if (from > snapshot.version()) {
      throw ApiError.expired(
          "too new resource version: "
              + from
              + " (the newest is "
              + snapshot.version()
              + "): it is of another session; list again");
    }
    try {
      Watch watch = store.watch(from == 0 ? snapshot.version() : from);
      WatchStream stream =
          new WatchStream(
              watch,
              from == 0 ? Optional.of(snapshot) : Optional.empty(),
              kind,
              options.selector(),
              new WatchStream.Form(
                  wanted,
                  request.query().get("includeObject"),
                  request.query().isTrue("allowWatchBookmarks")),
              lasting,
              texts,
              clock);
      if (request.header("Upgrade").equalsIgnoreCase("websocket")) {
        return new Response(
            101, Headers.NONE, new Response.Socket(sink -> stream.run(new EventSink(sink))));
      }
      return Response.live("application/json", stream).with("Cache-Control", "no-cache, private");
    } catch (StoreException e) {
      throw ApiError.of(e);
    }
  }

  private static String version(StoreSnapshot snapshot) {
    return Long.toString(snapshot.version());
  }
}
