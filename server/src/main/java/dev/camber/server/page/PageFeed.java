package dev.camber.server.page;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.log.SpanAlerts;
import dev.camber.engine.store.StoreEvent;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The page's messages: a whole, or what changed since a version of the store. They carry objects as
 * the reference's view does, and instead of log lines only how far the log goes and where its
 * warnings and errors are. Thread-safe.
 */
final class PageFeed {
  private static final Map<Kind<?, ?>, String> LISTS =
      Map.of(
          Kinds.UI_RESOURCE,
          "uiResources",
          Kinds.UI_BUTTON,
          "uiButtons",
          Kinds.CLUSTER,
          "clusters");

  private final LogStore log;
  private final MicroTime startedAt;

  PageFeed(LogStore log, MicroTime startedAt) {
    this.log = log;
    this.startedAt = startedAt;
  }

  /** Everything. */
  String whole(StoreSnapshot snapshot) {
    JsonObject.Builder out = begin(snapshot.version());
    out.put("isComplete", true);
    for (ApiObject<?, ?> session : snapshot.list(Kinds.UI_SESSION)) {
      out.put("uiSession", lean(session));
    }
    List<Json> stories = new ArrayList<>();
    LISTS.forEach((kind, name) -> {
      List<Json> items = new ArrayList<>();
      snapshot.list(kind).forEach(object -> items.add(lean(object)));
      out.put(name, Json.array(items));
    });
    snapshot
        .list(Kinds.UI_RESOURCE)
        .forEach(o -> Stories.of(snapshot, o.name()).ifPresent(stories::add));
    out.put("stories", Json.array(stories));
    alerts(out);
    return text(out);
  }

  /**
   * What changed.
   *
   * @param events since the version that the page has, in order
   * @param snapshot not older than the last of them
   * @param alertsToo whether there may be new warnings or errors
   */
  String changes(Collection<StoreEvent> events, StoreSnapshot snapshot, boolean alertsToo) {
    Map<Kind<?, ?>, Map<String, Json>> changed = new LinkedHashMap<>();
    Set<String> told = new LinkedHashSet<>();
    long version = 0;
    JsonObject.Builder out = JsonObject.builder();
    for (StoreEvent event : events) {
      version = event.version();
      ApiObject<?, ?> object = event.object();
      Kind<?, ?> kind = object.kind();
      if (kind == Kinds.UI_SESSION) {
        out.put("uiSession", lean(object));
      } else if (LISTS.containsKey(kind)) {
        changed
            .computeIfAbsent(kind, k -> new LinkedHashMap<>())
            .put(
                object.name(),
                event.type() == StoreEvent.Type.DELETED ? gone(object) : lean(object));
      }
      if (kind == Kinds.UI_RESOURCE
          || kind == EngineKinds.RESOURCE
          || kind == EngineKinds.TILTFILE_RUN) {
        told.add(object.name());
      }
    }
    JsonObject.Builder whole = begin(version);
    out.build().members().forEach(whole::put);
    LISTS.forEach((kind, name) -> {
      Map<String, Json> objects = changed.get(kind);
      if (objects != null) {
        whole.put(name, Json.array(List.copyOf(objects.values())));
      }
    });
    List<Json> stories = new ArrayList<>();
    told.forEach(name -> Stories.of(snapshot, name).ifPresent(stories::add));
    if (!stories.isEmpty()) {
      whole.put("stories", Json.array(stories));
    }
    if (alertsToo) {
      alerts(whole);
    }
    return text(whole);
  }

  /** Whether the page shows anything of an object. */
  static boolean shows(Kind<?, ?> kind) {
    return kind == Kinds.UI_SESSION
        || LISTS.containsKey(kind)
        || kind == EngineKinds.RESOURCE
        || kind == EngineKinds.TILTFILE_RUN;
  }

  String startedAt() {
    return startedAt.toString();
  }

  /**
   * @param version 0 if it did not change
   */
  private JsonObject.Builder begin(long version) {
    JsonObject.Builder out = JsonObject.builder().put("tiltStartTime", startedAt.toString());
    if (version > 0) {
      out.put("version", version);
    }
    return out.put("logEnd", log.end());
  }

  private void alerts(JsonObject.Builder out) {
    List<Json> spans = new ArrayList<>();
    for (SpanAlerts one : log.alerts()) {
      spans.add(
          new JsonArray(
              List.of(
                  Json.of(one.spanId()),
                  Json.of(one.resource()),
                  Json.of(one.warnings()),
                  Json.of(one.errors()),
                  Json.of(one.firstWarning()),
                  Json.of(one.lastError()))));
    }
    out.put("alerts", Json.array(spans));
  }

  private static String text(JsonObject.Builder message) {
    return JsonWriter.compact(message.build());
  }

  private static JsonObject lean(ApiObject<?, ?> object) {
    JsonObject tree = object.toJson();
    JsonObject metadata = tree.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    return tree.with("metadata", metadata.without("managedFields").without("ownerReferences"));
  }

  private static JsonObject gone(ApiObject<?, ?> object) {
    return JsonObject.builder()
        .put(
            "metadata",
            JsonObject.builder()
                .put("name", object.name())
                .put("deletionTimestamp", "1970-01-01T00:00:00Z")
                .build())
        .build();
  }
}
