package dev.camber.engine.discovery;

import dev.camber.engine.log.LogStore;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.Selectors;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.watch.ObjectListener;
import dev.camber.kubernetes.watch.ObjectWatches;
import dev.camber.kubernetes.watch.OwnerResolver;
import dev.camber.kubernetes.watch.PodReader;
import dev.camber.kubernetes.watch.WatchProblems;
import dev.camber.model.UserError;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.LabelSelector;
import dev.camber.model.api.Pod;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The pods of one discovery: told by watches, written to its status. One lock guards the pods;
 * calls come from the watches' threads.
 */
final class DiscoveredPods implements AutoCloseable {
  private final ObjectStore store;
  private final LogStore log;
  private final String name;
  private final String resource;
  private final KubernetesDiscoverySpec spec;
  private final ObjectWatches watches;
  private final OwnerResolver owners;
  private final Set<String> uids = new TreeSet<>();
  private final Set<String> namespaces = new TreeSet<>();
  private final List<Predicate<Map<String, String>>> selectors = new ArrayList<>();
  private final List<ObjectWatches.Subscription> subscriptions = new ArrayList<>();
  private final DiscoveredServices services;
  private final PodMonitor monitor;
  private final EventPrinter events;
  private final Instant start;
  private final Map<String, Pod> pods = new LinkedHashMap<>(); // guarded by this
  private boolean closed; // guarded by this

  DiscoveredPods(
      ObjectStore store,
      LogStore log,
      String name,
      String resource,
      KubernetesDiscoverySpec spec,
      ObjectWatches watches,
      OwnerResolver owners,
      String nodeAddress,
      Instant sessionStart) {
    this.store = store;
    this.log = log;
    this.name = name;
    this.resource = resource;
    this.spec = spec;
    this.watches = watches;
    this.owners = owners;
    this.start = store.now();
    this.monitor = new PodMonitor(log, resource, sessionStart);
    this.events = new EventPrinter(log, resource, sessionStart);
    for (KubernetesDiscoverySpec.WatchRef watch : spec.watches()) {
      namespaces.add(watch.namespace());
      if (!watch.uid().isEmpty()) {
        uids.add(watch.uid());
      }
    }
    this.services = new DiscoveredServices(store, name, uids, nodeAddress);
    for (LabelSelector selector : spec.extraSelectors()) {
      try {
        selectors.add(Selectors.labels(selector));
      } catch (UserError e) {
        log.logger(resource, "").error("kubernetesdiscovery " + name + ": " + e.getMessage());
      }
    }
  }

  boolean follows(KubernetesDiscoverySpec other, ObjectWatches by) {
    return spec.equals(other) && watches == by;
  }

  void start() {
    for (String namespace : namespaces) {
      subscriptions.add(watches.subscribe(ResourceType.POD, namespace, new Pods(namespace)));
      subscriptions.add(watches.subscribe(ResourceType.EVENT, namespace, new Events(namespace)));
    }
    services.start(watches, namespaces);
  }

  private final class Pods implements ObjectListener {
    private final String namespace;

    Pods(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public void changed(JsonObject object) {
      List<OwnerResolver.Owner> chain = owners(object);
      Optional<String> ancestor = ancestor(object, chain);
      String uid = object.stringAt("metadata", "uid").orElse("");
      synchronized (DiscoveredPods.this) {
        if (ancestor.isEmpty()) {
          return;
        }
        Pod pod = PodReader.read(object, ancestor.get(), chain);
        Optional.ofNullable(pods.put(uid, pod)).ifPresent(before -> restarts(before, pod));
        forgetFinished();
        publish();
        monitor.look(pods.values());
      }
      events.ownerKnown(uid);
    }

    @Override
    public void removed(JsonObject object) {
      String uid = object.stringAt("metadata", "uid").orElse("");
      synchronized (DiscoveredPods.this) {
        Pod pod = pods.get(uid);
        if (pod == null) {
          return;
        }
        boolean finished = pod.phase().equals("Succeeded") || pod.phase().equals("Failed");
        boolean last = pods.values().stream().noneMatch(p -> p != pod && !isFinished(p));
        // A job's pod may be cleaned up once it is done: what it was stays known until another
        // takes its place.
        if (!(finished && last)) {
          pods.remove(uid);
        }
        publish();
      }
    }

    @Override
    public void synced() {
      synchronized (DiscoveredPods.this) {
        publish();
      }
    }

    @Override
    public void failing(KubeException error) {
      String reason = WatchProblems.reason("pods", namespace, error);
      boolean[] news = {false};
      store.editStatus(
          Kinds.KUBERNETES_DISCOVERY,
          name,
          old -> {
            news[0] = old.waiting().filter(w -> w.reason().equals(reason)).isEmpty();
            return new KubernetesDiscoveryStatus(
                old.monitorStartTime(),
                old.pods(),
                Optional.of(new KubernetesDiscoveryStatus.Waiting(reason)),
                Optional.empty());
          });
      if (news[0]) {
        log.logger(resource, "").error("kubernetesdiscovery " + name + ": " + reason);
      }
    }
  }

  private final class Events implements ObjectListener {
    private final String namespace;

    Events(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public void changed(JsonObject object) {
      events.event(object, DiscoveredPods.this::isOurs);
    }

    @Override
    public void removed(JsonObject object) {
      // Old events expire; nothing follows from that.
    }

    @Override
    public void synced() {
      // Nothing waits for all events.
    }

    @Override
    public void failing(KubeException error) {
      events.failing(WatchProblems.reason("events", namespace, error));
    }
  }

  /** Whether an object of this uid was deployed, or is a pod of what was. */
  private synchronized boolean isOurs(String uid) {
    return uids.contains(uid)
        || pods.containsKey(uid)
        || pods.values().stream()
            .anyMatch(p -> p.owner().isPresent() && p.ancestorUID().equals(uid));
  }

  private List<OwnerResolver.Owner> owners(JsonObject object) {
    try {
      return owners.owners(object);
    } catch (KubeException e) {
      return List.of(); // asked again at the pod's next change
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private Optional<String> ancestor(JsonObject object, List<OwnerResolver.Owner> chain) {
    String own = object.stringAt("metadata", "uid").orElse("");
    if (uids.contains(own)) {
      return Optional.of(own);
    }
    for (OwnerResolver.Owner owner : chain) {
      if (uids.contains(owner.uid())) {
        return Optional.of(owner.uid());
      }
    }
    if (!selectors.isEmpty()) {
      Map<String, String> labels = new TreeMap<>();
      object
          .at("metadata", "labels")
          .flatMap(Json::asObject)
          .orElse(JsonObject.EMPTY)
          .members()
          .forEach((k, v) -> labels.put(k, v.asString().orElse("")));
      if (selectors.stream().anyMatch(s -> s.test(labels))) {
        return Optional.of("");
      }
    }
    return Optional.empty();
  }

  private static boolean isFinished(Pod pod) {
    return pod.phase().equals("Succeeded") || pod.phase().equals("Failed") || pod.deleting();
  }

  /** Finished pods that are gone from the cluster make way for a live one. */
  private void forgetFinished() {
    if (pods.values().stream().anyMatch(p -> !isFinished(p))) {
      pods.values().removeIf(p -> p.deleting() && isFinished(p) && p.containers().isEmpty());
    }
  }

  private void restarts(Pod before, Pod now) {
    for (Pod.Container container : now.containers()) {
      before.containers().stream()
          .filter(c -> c.name().equals(container.name()) && c.restarts() < container.restarts())
          .findFirst()
          .ifPresent(c ->
              log.logger(resource, "pod:" + resource + ":" + now.name())
                  .warn(
                      "Detected container restart. Pod: "
                          + now.name()
                          + ". Container: "
                          + container.name()
                          + "."));
    }
  }

  /** Called with the lock held. */
  private void publish() {
    if (closed) {
      return;
    }
    List<Pod> shown = List.copyOf(pods.values());
    store.editStatus(
        Kinds.KUBERNETES_DISCOVERY,
        name,
        old ->
            new KubernetesDiscoveryStatus(
                Optional.of(new MicroTime(start)),
                shown,
                Optional.empty(),
                Optional.of(
                    new KubernetesDiscoveryStatus.Running(Optional.of(new MicroTime(start))))));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    subscriptions.forEach(ObjectWatches.Subscription::close);
    services.close();
  }
}
