package dev.camber.server.web;

import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogSlice;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import dev.camber.model.log.LogLevel;
import dev.camber.server.rest.ObjectTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the page shows, as JSON: a projection of the store and the log. Thread-safe. Source: spec
 * CLI and API, sections 11.3 and 11.4.
 */
final class ViewText {
  /** How much log a whole view carries, in bytes. */
  private static final long WHOLE_LOG = 2_000_000;

  private static final long LEAST_EACH = 16 << 10;

  private final LogStore log;
  private final ObjectTexts texts;
  private final MicroTime startedAt;

  ViewText(LogStore log, ObjectTexts texts, MicroTime startedAt) {
    this.log = log;
    this.texts = texts;
    this.startedAt = startedAt;
  }

  /** A view and the log checkpoint behind it. */
  record Part(String text, long logEnd) {}

  /** Everything: all objects, and of the log the newest lines of each resource. */
  Part whole(StoreSnapshot snapshot) {
    int resources = Math.max(1, log.memoryByResource().size());
    LogSlice slice = log.recent(resource -> true, Math.max(LEAST_EACH, WHOLE_LOG / resources));
    StringBuilder out = new StringBuilder();
    member(out, "logList", logList(slice));
    member(out, "tiltStartTime", "\"" + startedAt + "\"");
    for (ApiObject<?, ?> session : snapshot.list(Kinds.UI_SESSION)) {
      member(out, "uiSession", texts.compact(session));
      break;
    }
    array(
        out,
        "uiResources",
        snapshot.list(Kinds.UI_RESOURCE).stream()
            .sorted(Comparator.comparingInt(o -> o.status().order()))
            .map(texts::compact)
            .toList());
    list(out, "uiButtons", snapshot, Kinds.UI_BUTTON);
    list(out, "clusters", snapshot, Kinds.CLUSTER);
    member(out, "isComplete", "true");
    return new Part(out.append('}').toString(), slice.to());
  }

  private void list(StringBuilder out, String name, StoreSnapshot snapshot, Kind<?, ?> kind) {
    List<String> items = new ArrayList<>();
    snapshot.list(kind).forEach(o -> items.add(texts.compact(o)));
    array(out, name, items);
  }

  /** Whether the page sees objects of a kind. */
  static boolean shows(Kind<?, ?> kind) {
    return kind == Kinds.UI_SESSION
        || kind == Kinds.UI_RESOURCE
        || kind == Kinds.UI_BUTTON
        || kind == Kinds.CLUSTER;
  }

  /** An object that the page shall show. */
  record Change(ApiObject<?, ?> object, boolean isGone) {}

  /**
   * What changed since the last part.
   *
   * @param changes at most one of each object
   * @param slice the log since then
   * @param now when; becomes the deletion time of what is gone
   */
  String delta(Collection<Change> changes, LogSlice slice, Instant now) {
    Map<String, String> resources = new TreeMap<>();
    Map<String, String> buttons = new TreeMap<>();
    Map<String, String> clusters = new TreeMap<>();
    StringBuilder out = new StringBuilder();
    if (!slice.segments().isEmpty()) {
      member(out, "logList", logList(slice));
    }
    member(out, "tiltStartTime", "\"" + startedAt + "\"");
    for (Change change : changes) {
      ApiObject<?, ?> object = change.object();
      String text = change.isGone() ? gone(object, now) : texts.compact(object);
      if (object.kind() == Kinds.UI_SESSION) {
        member(out, "uiSession", text);
      } else if (object.kind() == Kinds.UI_RESOURCE) {
        resources.put(object.name(), text);
      } else if (object.kind() == Kinds.UI_BUTTON) {
        buttons.put(object.name(), text);
      } else {
        clusters.put(object.name(), text);
      }
    }
    array(out, "uiResources", resources.values());
    array(out, "uiButtons", buttons.values());
    array(out, "clusters", clusters.values());
    return out.append('}').toString();
  }

  /** An object that is no more: its name and when it went, all else empty. */
  private static <S extends Record & Spec, T extends Record & Status> String gone(
      ApiObject<S, T> object, Instant now) {
    Kind<S, T> kind = object.kind();
    JsonObject metadata =
        JsonObject.builder()
            .put("name", object.name())
            .put("deletionTimestamp", new Time(now).toString())
            .build();
    JsonObject tree = kind.object(ObjectMeta.named(object.name()), kind.emptySpec()).toJson();
    return JsonWriter.compactHtmlSafe(
        tree.without("kind").without("apiVersion").with("metadata", metadata));
  }

  /** The log's part of a message; zero values are left out. */
  static String logList(LogSlice slice) {
    Map<String, Json> spans = new TreeMap<>();
    List<Json> segments = new ArrayList<>();
    for (LogSegment segment : slice.segments()) {
      spans.computeIfAbsent(
          segment.spanId(),
          id -> JsonObject.builder().putIfSet("manifestName", segment.resource()).build());
      segments.add(segment(segment));
    }
    JsonObject.Builder out =
        JsonObject.builder()
            .put("spans", new JsonObject(spans))
            .put("segments", Json.array(segments));
    if (slice.from() != 0) {
      out.put("fromCheckpoint", slice.from());
    }
    if (slice.to() != 0) {
      out.put("toCheckpoint", slice.to());
    }
    return JsonWriter.compactHtmlSafe(out.build());
  }

  static JsonObject segment(LogSegment segment) {
    JsonObject.Builder out =
        JsonObject.builder()
            .putIfSet("spanId", segment.spanId())
            .put("time", new MicroTime(segment.time()).toString())
            .putIfSet("text", segment.text());
    if (segment.level() != LogLevel.NONE) {
      out.put("level", segment.level().name());
    }
    if (segment.anchor()) {
      out.put("anchor", true);
    }
    if (!segment.fields().isEmpty()) {
      Map<String, Json> fields = new TreeMap<>();
      segment.fields().forEach((name, value) -> fields.put(name, Json.of(value)));
      out.put("fields", new JsonObject(fields));
    }
    return out.build();
  }

  private static void member(StringBuilder out, String name, String value) {
    out.append(out.isEmpty() ? '{' : ',').append('"').append(name).append("\":").append(value);
  }

  private static void array(StringBuilder out, String name, Collection<String> items) {
    if (!items.isEmpty()) {
      member(out, name, "[" + String.join(",", items) + "]");
    }
  }
}
