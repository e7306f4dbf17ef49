package dev.camber.engine.discovery;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.ServiceUrls;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.watch.LoadBalancers;
import dev.camber.kubernetes.watch.ObjectListener;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.model.api.Kinds;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The addresses of the Services that a discovery's resource has deployed. One lock guards them;
 * calls come from the watches' threads. Source: spec engine, section 3.13.
 */
final class DiscoveredServices implements ObjectListener, AutoCloseable {
  private final ObjectStore store;
  private final String discovery;
  private final Set<String> uids;
  private final String nodeAddress;
  private final List<ObjectWatches.Subscription> subscriptions = new ArrayList<>();
  private final Map<String, List<String>> urls = new TreeMap<>(); // guarded by this
  private boolean closed; // guarded by this

  /**
   * @param uids what was deployed
   * @param nodeAddress where node ports are reached; empty if nowhere
   */
  DiscoveredServices(ObjectStore store, String discovery, Set<String> uids, String nodeAddress) {
    this.store = store;
    this.discovery = discovery;
    this.uids = Set.copyOf(uids);
    this.nodeAddress = nodeAddress;
  }

  void start(ObjectWatches watches, Set<String> namespaces) {
    for (String namespace : namespaces) {
      subscriptions.add(watches.subscribe(ResourceType.SERVICE, namespace, this));
    }
  }

  @Override
  public synchronized void changed(JsonObject service) {
    String uid = service.stringAt("metadata", "uid").orElse("");
    if (!uids.contains(uid)) {
      return;
    }
    List<String> now = LoadBalancers.urls(service, nodeAddress);
    if (!now.equals(urls.put(uid, now))) {
      publish();
    }
  }

  @Override
  public synchronized void removed(JsonObject service) {
    if (urls.remove(service.stringAt("metadata", "uid").orElse("")) != null) {
      publish();
    }
  }

  @Override
  public void synced() {
    // Nothing waits for all Services.
  }

  @Override
  public void failing(KubeException error) {
    // Whoever may not read Services gets no links from them; the pods' watch tells of a cluster
    // that does not answer.
  }

  /** Called with the lock held. */
  private void publish() {
    if (closed) {
      return;
    }
    ServiceUrls now =
        new ServiceUrls(urls.values().stream().flatMap(List::stream).distinct().sorted().toList());
    try {
      if (store.get(EngineKinds.SERVICE_URLS, discovery).isPresent()) {
        store.edit(EngineKinds.SERVICE_URLS, discovery, old -> old.withSpec(now));
      } else if (!now.urls().isEmpty()) {
        var owner = store.get(Kinds.KUBERNETES_DISCOVERY, discovery);
        if (owner.isPresent()) {
          store.create(
              EngineKinds.SERVICE_URLS.object(EngineKinds.owned(discovery, owner.get()), now));
        }
      }
    } catch (StoreException e) {
      throw new IllegalStateException("the addresses of " + discovery, e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    subscriptions.forEach(ObjectWatches.Subscription::close);
  }
}
