package dev.camber.kubernetes.watch;

import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ObjectList;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WatchEvent;
import dev.camber.kubernetes.cluster.WatchStream;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import dev.camber.model.text.GoDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One list and watch for ever, by its own thread: goes on from the last version after every break,
 * lists again when that version is gone. Listeners are called under one lock, so that one who joins
 * hears each object once.
 */
final class Reflector implements AutoCloseable {
  /** A watch that ends sooner did not do its work. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final KubeApi api;
  private final ResourceType type;
  private final String namespace;
  private final Backoff backoff;
  private final Logger log;
  private final ReentrantLock telling = new ReentrantLock();
  private final Map<String, JsonObject> objects = new LinkedHashMap<>();
  private final List<ObjectListener> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private boolean synced;
  private Optional<KubeException> failing = Optional.empty();
  // Set by close(), read by the loop.
  private volatile boolean closed;

  Reflector(KubeApi api, ResourceType type, String namespace, Backoff backoff, Logger log) {
    this.api = api;
    this.type = type;
    this.namespace = namespace;
    this.backoff = backoff;
    this.log = log;
    this.thread =
        Thread.ofVirtual().name("watch-" + type.plural() + "-" + namespace).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Tells the listener what is there, and from then on what changes. */
  void add(ObjectListener listener) {
    telling.lock();
    try {
      objects.values().forEach(listener::changed);
      if (synced) {
        listener.synced();
      }
      failing.ifPresent(listener::failing);
      listeners.add(listener);
    } finally {
      telling.unlock();
    }
  }

  void remove(ObjectListener listener) {
    listeners.remove(listener);
  }

  private void run() {
    String version = "";
    int failures = 0;
    while (!closed) {
      long begun = System.nanoTime();
      Optional<KubeException> error = Optional.empty();
      try {
        if (version.isEmpty()) {
          version = list();
        }
        version = watch(version);
        recovered();
      } catch (KubeException e) {
        if (e.isGone()) {
          version = "";
          continue;
        }
        error = Optional.of(e);
      } catch (InterruptedException e) {
        return;
      }
      boolean lived = System.nanoTime() - begun > SHORT.toNanos();
      failures = lived ? 0 : failures + 1;
      if (failures == 0 && error.isEmpty()) {
        continue;
      }
      try {
        pause(error, Math.max(failures, 1));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause(Optional<KubeException> error, int failures) throws InterruptedException {
    Duration pause = backoff.after(failures);
    if (error.isPresent()) {
      if (failures > 1) {
        log.warn(
            "Pausing k8s "
                + type.plural()
                + " watcher for "
                + GoDuration.format(pause)
                + ": "
                + error.get().getMessage());
      }
      telling.lock();
      try {
        failing = error;
        listeners.forEach(l -> l.failing(error.get()));
      } finally {
        telling.unlock();
      }
    }
    Thread.sleep(pause);
  }

  private String list() throws KubeException, InterruptedException {
    ObjectList list = api.list(type, namespace, ListQuery.ALL);
    telling.lock();
    try {
      Map<String, JsonObject> before = new LinkedHashMap<>(objects);
      for (JsonObject object : list.items()) {
        Optional<JsonObject> old = Optional.ofNullable(before.remove(key(object)));
        if (!old.flatMap(o -> o.at("metadata", "resourceVersion"))
            .equals(object.at("metadata", "resourceVersion"))) {
          changed(object);
        }
      }
      before.values().forEach(this::removed);
      synced = true;
      failing = Optional.empty();
      listeners.forEach(ObjectListener::synced);
    } finally {
      telling.unlock();
    }
    return list.resourceVersion();
  }

  private void recovered() {
    telling.lock();
    try {
      if (failing.isPresent()) {
        failing = Optional.empty();
        listeners.forEach(ObjectListener::synced);
      }
    } finally {
      telling.unlock();
    }
  }

  /** Follows until the stream ends; the version to go on from. */
  private String watch(String from) throws KubeException, InterruptedException {
    String version = from;
    try (WatchStream watch = api.watch(type, namespace, ListQuery.ALL, from)) {
      recovered();
      while (!closed) {
        Optional<WatchEvent> event;
        try {
          event = watch.next();
        } catch (KubeException e) {
          if (e.isGone()) {
            throw e;
          }
          // The stream broke; what came before it stands, and the next one goes on from there.
          return version;
        }
        if (event.isEmpty()) {
          return version;
        }
        version = event.get().resourceVersion();
        tell(event.get());
      }
    }
    return version;
  }

  private void tell(WatchEvent event) {
    telling.lock();
    try {
      switch (event.type()) {
        case ADDED, MODIFIED -> changed(event.object());
        case DELETED -> removed(event.object());
        case BOOKMARK -> {
          // It only moves the version on.
        }
      }
    } finally {
      telling.unlock();
    }
  }

  private void changed(JsonObject object) {
    JsonObject lean = lean(object);
    objects.put(key(object), lean);
    listeners.forEach(l -> l.changed(lean));
  }

  private void removed(JsonObject object) {
    objects.remove(key(object));
    JsonObject lean = lean(object);
    listeners.forEach(l -> l.removed(lean));
  }

  private static JsonObject lean(JsonObject object) {
    JsonObject meta = object.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    return meta.has("managedFields")
        ? object.with("metadata", meta.without("managedFields"))
        : object;
  }

  private static String key(JsonObject object) {
    return object.stringAt("metadata", "namespace").orElse("")
        + "/"
        + object.stringAt("metadata", "name").orElse("");
  }

  @Override
  public void close() {
    closed = true;
    listeners.clear();
    thread.interrupt();
  }
}
