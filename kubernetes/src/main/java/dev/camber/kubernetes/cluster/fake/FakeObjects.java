package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ObjectList;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchEvent;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/** The objects of the fake with their versions and watches. Every method holds one lock. */
final class FakeObjects {
  private record Key(String group, String kind, String namespace, String name) {
    static Key of(ResourceType type, String namespace, String name) {
      return new Key(type.group(), type.kind(), type.namespaced() ? namespace : "", name);
    }
  }

  private record Change(Key key, WatchEvent event) {}

  private final Clock clock;
  private final Map<Key, JsonObject> objects = new LinkedHashMap<>();
  private final List<Change> history = new ArrayList<>();
  private final List<FakeWatch> watches = new ArrayList<>();
  private long version = 100;
  private long oldest = 100;
  private long uids;

  FakeObjects(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<JsonObject> get(ResourceType type, String namespace, String name) {
    return Optional.ofNullable(objects.get(Key.of(type, namespace, name)));
  }

  synchronized ObjectList list(ResourceType type, String namespace, ListQuery query) {
    List<JsonObject> found = new ArrayList<>();
    objects.forEach((key, object) -> {
      if (matches(key, type, namespace) && FakeSelectors.matches(query, object)) {
        found.add(query.metadataOnly() ? metadataOnly(object) : object);
      }
    });
    return new ObjectList(found, Long.toString(version));
  }

  synchronized WatchStream watch(
      ResourceType type, String namespace, ListQuery query, String resourceVersion)
      throws KubeException {
    long from = resourceVersion.isEmpty() ? version : Long.parseLong(resourceVersion);
    if (from < oldest) {
      throw new KubeException(
          410, "Expired", "too old resource version: " + from + " (" + oldest + ")");
    }
    FakeWatch watch = new FakeWatch(type, namespace, query);
    for (Change change : history) {
      if (Long.parseLong(change.event().resourceVersion()) > from) {
        watch.offer(change);
      }
    }
    watches.add(watch);
    return watch;
  }

  synchronized JsonObject create(ResourceType type, String namespace, JsonObject object)
      throws KubeException {
    String name = object.stringAt("metadata", "name").orElse("");
    Key key = Key.of(type, namespace, name);
    if (objects.containsKey(key)) {
      throw KubeException.alreadyExists(type, name);
    }
    JsonObject meta = meta(object);
    if (type.namespaced()) {
      meta = meta.with("namespace", Json.of(namespace));
    }
    if (!meta.has("uid")) {
      meta = meta.with("uid", Json.of("uid-" + ++uids));
    }
    if (!meta.has("creationTimestamp")) {
      meta =
          meta.with(
              "creationTimestamp",
              Json.of(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    return store(key, WatchEvent.Type.ADDED, object.with("metadata", meta));
  }

  synchronized JsonObject update(
      ResourceType type, String namespace, String name, UnaryOperator<JsonObject> change)
      throws KubeException {
    Key key = Key.of(type, namespace, name);
    JsonObject old = objects.get(key);
    if (old == null) {
      throw KubeException.notFound(type, name);
    }
    JsonObject next = change.apply(old);
    JsonObject meta = meta(next);
    for (String kept : List.of("uid", "creationTimestamp", "namespace", "name")) {
      Optional<Json> value = old.at("metadata", kept);
      if (value.isPresent()) {
        meta = meta.with(kept, value.get());
      }
    }
    next = next.with("metadata", meta);
    if (next.equals(old)) {
      return old;
    }
    if (meta.has("deletionTimestamp") && finalizers(next).isEmpty()) {
      return remove(key, next);
    }
    return store(key, WatchEvent.Type.MODIFIED, next);
  }

  synchronized void delete(ResourceType type, String namespace, String name) throws KubeException {
    Key key = Key.of(type, namespace, name);
    JsonObject old = objects.get(key);
    if (old == null) {
      throw KubeException.notFound(type, name);
    }
    if (finalizers(old).isEmpty()) {
      remove(key, old);
    } else if (!meta(old).has("deletionTimestamp")) {
      JsonObject meta =
          meta(old)
              .with(
                  "deletionTimestamp",
                  Json.of(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
      store(key, WatchEvent.Type.MODIFIED, old.with("metadata", meta));
    }
  }

  /** Forgets the history, so that older versions answer 410. */
  synchronized void compact() {
    version++;
    oldest = version;
    history.clear();
  }

  /** Ends every open watch in good order, or with an error. */
  synchronized void endWatches(Optional<KubeException> error) {
    for (FakeWatch watch : List.copyOf(watches)) {
      watch.end(error);
    }
    watches.clear();
  }

  synchronized int openWatches() {
    return watches.size();
  }

  private JsonObject store(Key key, WatchEvent.Type type, JsonObject object) {
    JsonObject stored =
        object.with(
            "metadata", meta(object).with("resourceVersion", Json.of(Long.toString(++version))));
    objects.put(key, stored);
    publish(new Change(key, new WatchEvent(type, stored)));
    return stored;
  }

  private JsonObject remove(Key key, JsonObject object) {
    objects.remove(key);
    JsonObject last =
        object.with(
            "metadata", meta(object).with("resourceVersion", Json.of(Long.toString(++version))));
    publish(new Change(key, new WatchEvent(WatchEvent.Type.DELETED, last)));
    object.stringAt("metadata", "uid").ifPresent(this::removeDependants);
    return last;
  }

  private void removeDependants(String uid) {
    List<Key> dependants = new ArrayList<>();
    objects.forEach((key, object) -> {
      for (Json owner :
          object.at("metadata", "ownerReferences").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        if (owner.stringAt("uid").orElse("").equals(uid)) {
          dependants.add(key);
        }
      }
    });
    for (Key key : dependants) {
      JsonObject object = objects.get(key);
      if (object != null) {
        remove(key, object);
      }
    }
  }

  private void publish(Change change) {
    history.add(change);
    for (FakeWatch watch : watches) {
      watch.offer(change);
    }
  }

  private static boolean matches(Key key, ResourceType type, String namespace) {
    return key.group().equals(type.group())
        && key.kind().equals(type.kind())
        && (!type.namespaced() || namespace.isEmpty() || key.namespace().equals(namespace));
  }

  private static JsonObject meta(JsonObject object) {
    return object.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
  }

  private static JsonArray finalizers(JsonObject object) {
    return object.at("metadata", "finalizers").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
  }

  private static JsonObject metadataOnly(JsonObject object) {
    return JsonObject.builder()
        .put("apiVersion", object.get("apiVersion").orElse(Json.of("")))
        .put("kind", object.get("kind").orElse(Json.of("")))
        .put("metadata", meta(object))
        .build();
  }

  /** One open watch; its queue is unbounded, tests are small. */
  private final class FakeWatch implements WatchStream {
    private record End(Optional<KubeException> error) {}

    private final ResourceType type;
    private final String namespace;
    private final ListQuery query;
    private final LinkedBlockingQueue<Object> queue = new LinkedBlockingQueue<>();

    FakeWatch(ResourceType type, String namespace, ListQuery query) {
      this.type = type;
      this.namespace = namespace;
      this.query = query;
    }

    void offer(Change change) {
      if (matches(change.key(), type, namespace)
          && FakeSelectors.matches(query, change.event().object())) {
        JsonObject object = change.event().object();
        queue.add(
            new WatchEvent(
                change.event().type(), query.metadataOnly() ? metadataOnly(object) : object));
      }
    }

    void end(Optional<KubeException> error) {
      queue.add(new End(error));
    }

    @Override
    public Optional<WatchEvent> next() throws KubeException, InterruptedException {
      Object head = queue.take();
      if (head instanceof End(Optional<KubeException> error)) {
        queue.add(head);
        if (error.isPresent()) {
          throw error.get();
        }
        return Optional.empty();
      }
      return Optional.of((WatchEvent) head);
    }

    @Override
    public void close() {
      synchronized (FakeObjects.this) {
        watches.remove(this);
      }
      end(Optional.empty());
    }
  }
}
