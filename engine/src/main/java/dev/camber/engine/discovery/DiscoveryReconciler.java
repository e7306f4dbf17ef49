package dev.camber.engine.discovery;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import dev.camber.kubernetes.watch.WatchProblems;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows the pods of KubernetesDiscovery objects and makes the objects that follow their logs and
 * forward their ports.
 */
public final class DiscoveryReconciler implements Reconciler, AutoCloseable {
  private final ObjectStore store;
  private final LogStore log;
  private final ClusterConnections clusters;
  private final Instant sessionStart;
  private final DiscoveryChildren children;
  // One key at a time: entries of different keys do not meet.
  private final Map<String, DiscoveredPods> followed = new ConcurrentHashMap<>();

  /**
   * @param sessionStart pods and events from before are not told as news
   */
  public DiscoveryReconciler(
      ObjectStore store, LogStore log, ClusterConnections clusters, Instant sessionStart) {
    this.store = store;
    this.log = log;
    this.clusters = clusters;
    this.sessionStart = sessionStart;
    this.children = new DiscoveryChildren(store, sessionStart);
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.KUBERNETES_DISCOVERY;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(
            Kinds.KUBERNETES_DISCOVERY, Kinds.CLUSTER, d -> List.of(cluster(d.spec()))));
  }

  static String cluster(KubernetesDiscoverySpec spec) {
    return spec.cluster().isEmpty() ? "default" : spec.cluster();
  }

  @Override
  public Result reconcile(String name) {
    Optional<ApiObject<KubernetesDiscoverySpec, KubernetesDiscoveryStatus>> object =
        store.get(Kinds.KUBERNETES_DISCOVERY, name);
    DiscoveredPods known = followed.get(name);
    if (object.isEmpty()) {
      stop(name);
      return Result.done();
    }
    Optional<ObjectWatches> watches = clusters.watches(cluster(object.get().spec()));
    Optional<OwnerResolver> owners = clusters.owners(cluster(object.get().spec()));
    if (watches.isEmpty() || owners.isEmpty()) {
      waiting(name, WatchProblems.CLUSTER_UNAVAILABLE);
      return Result.done();
    }
    if (known == null || !known.follows(object.get().spec(), watches.get())) {
      stop(name);
      String resource = object.get().metadata().annotation(Annotations.RESOURCE).orElse(name);
      DiscoveredPods fresh =
          new DiscoveredPods(
              store,
              log,
              name,
              resource,
              object.get().spec(),
              watches.get(),
              owners.get(),
              clusters.nodeAddress(cluster(object.get().spec())),
              sessionStart);
      followed.put(name, fresh);
      fresh.start();
      return Result.done();
    }
    children.update(object.get());
    return Result.done();
  }

  private void waiting(String name, String reason) {
    store.editStatus(
        Kinds.KUBERNETES_DISCOVERY,
        name,
        old ->
            new KubernetesDiscoveryStatus(
                old.monitorStartTime(),
                old.pods(),
                Optional.of(new KubernetesDiscoveryStatus.Waiting(reason)),
                Optional.empty()));
  }

  private void stop(String name) {
    Optional.ofNullable(followed.remove(name)).ifPresent(DiscoveredPods::close);
  }

  @Override
  public void close() {
    List.copyOf(followed.keySet()).forEach(this::stop);
  }
}
