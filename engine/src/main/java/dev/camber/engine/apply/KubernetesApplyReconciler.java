package dev.camber.engine.apply;

import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.discovery.DiscoverySpecs;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.KubernetesApplyStatus;
import dev.camber.model.log.Logger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes down what removed or disabled KubernetesApply objects had applied, and applies those that
 * no resource manages. Source: spec engine, sections 3.2 and 3.6.
 */
public final class KubernetesApplyReconciler implements Reconciler {
  private final ObjectStore store;
  private final LogStore log;
  private final KubernetesApplier applier;
  private final DiscoverySpecs discoveries;
  // One key at a time: entries of different keys do not meet.
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** What was applied last for an object that nobody manages, and where its log goes. */
  private record Seen(String resource, Optional<KubernetesApplySpec> applied) {}

  public KubernetesApplyReconciler(ObjectStore store, LogStore log, KubernetesApplier applier) {
    this.store = store;
    this.log = log;
    this.applier = applier;
    this.discoveries = new DiscoverySpecs(store);
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.KUBERNETES_APPLY;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(Kinds.KUBERNETES_APPLY, Kinds.IMAGE_MAP, a -> a.spec().imageMaps()),
        Trigger.references(
            Kinds.KUBERNETES_APPLY,
            Kinds.CLUSTER,
            a -> List.of(a.spec().cluster().isEmpty() ? "default" : a.spec().cluster())),
        Trigger.references(
            Kinds.KUBERNETES_APPLY,
            Kinds.CONFIG_MAP,
            a -> DisableStates.configMaps(a.spec().disableSource())));
  }

  @Override
  public Result reconcile(String name) throws InterruptedException, StoreException {
    Optional<ApiObject<KubernetesApplySpec, KubernetesApplyStatus>> object =
        store.get(Kinds.KUBERNETES_APPLY, name);
    if (object.isEmpty()) {
      Seen before = seen.remove(name);
      if (before != null) {
        applier.deleteAll(
            name, "garbage collecting Kubernetes objects", logger(before.resource(), name));
      }
      return Result.done();
    }
    String resource = object.get().metadata().annotation(Annotations.RESOURCE).orElse("");
    Seen before = seen.getOrDefault(name, new Seen(resource, Optional.empty()));
    boolean disabled =
        DisableStates.state(store.snapshot(), object.get().spec().disableSource())
            .equals(DisableStates.DISABLED);
    if (disabled) {
      applier.deleteAll(name, "deleting disabled Kubernetes objects", logger(resource, name));
      discoveries.forget(name);
      seen.put(name, new Seen(resource, Optional.empty()));
      return Result.done();
    }
    discoveries.follow(object.get());
    boolean managed = object.get().metadata().annotation(Annotations.MANAGED_BY).isPresent();
    boolean current = before.applied().equals(Optional.of(object.get().spec()));
    if (managed || current) {
      seen.put(name, new Seen(resource, before.applied()));
      return Result.done();
    }
    return applyUnmanaged(name, resource, object.get().spec());
  }

  private Result applyUnmanaged(String name, String resource, KubernetesApplySpec spec)
      throws InterruptedException {
    seen.put(name, new Seen(resource, Optional.empty()));
    if (PreparedObjects.images(store.snapshot(), spec).isEmpty()) {
      return Result.done(); // an image comes later and wakes this again
    }
    try {
      applier.apply(name, logger(resource, name));
      seen.put(name, new Seen(resource, Optional.of(spec)));
      return Result.done();
    } catch (KubernetesApplier.Failed e) {
      logger(resource, name).error("kubernetesapply " + name + ": " + e.getMessage());
      seen.put(name, new Seen(resource, Optional.of(spec)));
      return Result.done();
    }
  }

  private Logger logger(String resource, String name) {
    return log.logger(resource, "kubernetesapply:" + name);
  }
}
