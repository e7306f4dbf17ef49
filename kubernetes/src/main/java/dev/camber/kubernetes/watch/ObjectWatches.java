package dev.camber.kubernetes.watch;

import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches shared by all who are interested: one per type and namespace, begun with the first
 * subscriber and ended with the last. Every method holds one lock.
 */
public final class ObjectWatches implements AutoCloseable {
  public static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));

  private record Key(ResourceType type, String namespace) {}

  private static final class Shared {
    final Reflector reflector;
    int subscribers;

    Shared(Reflector reflector) {
      this.reflector = reflector;
    }
  }

  private final KubeApi api;
  private final Backoff backoff;
  private final Logger log;
  private final Map<Key, Shared> watches = new HashMap<>();

  /**
   * @param log where a watch that fails again and again says that it pauses
   */
  public ObjectWatches(KubeApi api, Backoff backoff, Logger log) {
    this.api = api;
    this.backoff = backoff;
    this.log = log;
  }

  /** The interest of one listener; closing it ends the calls. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Tells the listener everything that is there and whatever happens from now on. */
  public synchronized Subscription subscribe(
      ResourceType type, String namespace, ObjectListener listener) {
    Key key = new Key(type, namespace);
    Shared known = watches.get(key);
    Shared shared =
        known == null ? new Shared(new Reflector(api, type, namespace, backoff, log)) : known;
    shared.subscribers++;
    shared.reflector.add(listener);
    if (known == null) {
      watches.put(key, shared);
      shared.reflector.start();
    }
    return new Subscription() {
      private boolean open = true;

      @Override
      public void close() {
        synchronized (ObjectWatches.this) {
          if (!open) {
            return;
          }
          open = false;
          shared.reflector.remove(listener);
          if (--shared.subscribers == 0) {
            watches.remove(key, shared);
            shared.reflector.close();
          }
        }
      }
    };
  }

  /** Ends all watches. */
  @Override
  public void close() {
    List<Shared> all;
    synchronized (this) {
      all = List.copyOf(watches.values());
      watches.clear();
    }
    all.forEach(s -> s.reflector.close());
  }
}
