package dev.camber.engine.apply;

import dev.camber.engine.build.EngineKinds;
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
import dev.camber.model.api.DisableStatus;
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
            a -> DisableStates.configMaps(a.spec().disableSource())),
        Trigger.sameName(EngineKinds.RESOURCE));
  }

  @Override
  public Result reconcile(String name) throws InterruptedException, StoreException {
    Optional<ApiObject<KubernetesApplySpec, KubernetesApplyStatus>> object =
        store.get(Kinds.KUBERNETES_APPLY, name);
    if (object.isEmpty()) {
      Seen before = seen.remove(name);
      if (before != null) {
        applier.deleteAll(
            name,
            "garbage collecting Kubernetes objects",
            // Its resource is gone, and with it the place where its lines would be shown.
            log.logger("", "removed:" + name),
            () -> store.get(Kinds.KUBERNETES_APPLY, name).isEmpty());
      }
      return Result.done();
    }
    String resource = object.get().metadata().annotation(Annotations.RESOURCE).orElse("");
    Seen before = seen.getOrDefault(name, new Seen(resource, Optional.empty()));
    boolean managed = object.get().metadata().annotation(Annotations.MANAGED_BY).isPresent();
    showDisable(object.get());
    if (isDisabled(name, managed)) {
      applier.deleteAll(
          name,
          "deleting disabled Kubernetes objects",
          logger(resource, name),
          () -> isDisabled(name, managed));
      discoveries.forget(name);
      store.editStatus(Kinds.KUBERNETES_APPLY, name, KubernetesApplyReconciler::nothingApplied);
      seen.put(name, new Seen(resource, Optional.empty()));
      return Result.done();
    }
    discoveries.follow(object.get());
    boolean current = before.applied().equals(Optional.of(object.get().spec()));
    if (managed || current) {
      seen.put(name, new Seen(resource, before.applied()));
      return Result.done();
    }
    return applyUnmanaged(name, resource, object.get().spec());
  }

  /**
   * What a resource manages goes when the resource has taken note that it is disabled: it begins
   * anew then. Were the two to look at the switch one by one, a quick off and on could delete the
   * objects of a resource that believes to be up to date.
   */
  private boolean isDisabled(String name, boolean managed) {
    return managed
        ? store
            .get(EngineKinds.RESOURCE, name)
            .map(r -> r.status().disableState().equals(DisableStates.DISABLED))
            .orElse(false)
        : store
            .get(Kinds.KUBERNETES_APPLY, name)
            .map(a ->
                DisableStates.state(store.snapshot(), a.spec().disableSource())
                    .equals(DisableStates.DISABLED))
            .orElse(false);
  }

  private void showDisable(ApiObject<KubernetesApplySpec, KubernetesApplyStatus> object) {
    store.editStatus(
        Kinds.KUBERNETES_APPLY,
        object.name(),
        old ->
            with(
                old,
                DisableStates.status(
                    store.snapshot(),
                    object.spec().disableSource(),
                    old.disableStatus(),
                    store.now())));
  }

  private static KubernetesApplyStatus with(KubernetesApplyStatus old, DisableStatus status) {
    return new KubernetesApplyStatus(
        old.resultYAML(),
        old.error(),
        old.lastApplyTime(),
        old.lastApplyStartTime(),
        old.appliedInputHash(),
        old.conditions(),
        Optional.of(status));
  }

  private static KubernetesApplyStatus nothingApplied(KubernetesApplyStatus old) {
    return new KubernetesApplyStatus(
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        old.appliedInputHash(),
        List.of(),
        old.disableStatus());
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
