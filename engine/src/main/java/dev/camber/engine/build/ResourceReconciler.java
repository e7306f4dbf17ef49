package dev.camber.engine.build;

import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.text.CommandText;
import java.util.List;
import java.util.Optional;

/**
 * Notes what happens to a resource outside its builds: that it was disabled or enabled, and that it
 * has been ready. Source: spec engine, sections 1.8 and 9.1.
 */
public final class ResourceReconciler implements Reconciler {
  private final ObjectStore store;
  private final LogStore log;

  public ResourceReconciler(ObjectStore store, LogStore log) {
    this.store = store;
    this.log = log;
  }

  @Override
  public Kind<?, ?> kind() {
    return EngineKinds.RESOURCE;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.references(
            EngineKinds.RESOURCE,
            Kinds.CONFIG_MAP,
            resource -> List.of(DisableStates.configMapName(resource.name()))),
        Trigger.on(
            Kinds.CMD, cmd -> cmd.metadata().annotation(Annotations.OWNER_NAME).stream().toList()),
        Trigger.sameName(Kinds.KUBERNETES_APPLY),
        Trigger.sameName(Kinds.KUBERNETES_DISCOVERY),
        Trigger.sameName(Kinds.DOCKER_COMPOSE_SERVICE));
  }

  @Override
  public Result reconcile(String name) {
    StoreSnapshot snapshot = store.snapshot();
    Optional<ResourceView> found = GraphView.of(snapshot, name);
    if (found.isEmpty()) {
      return Result.done();
    }
    ResourceView resource = found.get();
    String before = resource.state().disableState();
    String now = resource.disableState();
    if (!now.equals(before)) {
      flip(snapshot, resource, before, now);
    }
    if (!now.equals(DisableStates.DISABLED) && isReady(resource)) {
      store.editStatus(
          EngineKinds.RESOURCE,
          name,
          state -> state.lastReady().isPresent() ? state : state.withLastReady(store.now()));
    }
    return Result.done();
  }

  private void flip(StoreSnapshot snapshot, ResourceView resource, String before, String now) {
    // The line comes first: the change of the state is what lets the next update begin.
    boolean isFlip =
        (before.equals(DisableStates.ENABLED) && now.equals(DisableStates.DISABLED))
            || (before.equals(DisableStates.DISABLED) && now.equals(DisableStates.ENABLED));
    if (now.equals(DisableStates.DISABLED)) {
      // Said here, before the server is ended, so that the two lines keep their order.
      RuntimeView.server(snapshot, resource.name())
          .ifPresent(cmd ->
              log.logger(resource.name(), RuntimeView.SERVER_OWNER + "-" + resource.name())
                  .info(
                      "Resource is disabled, stopping cmd "
                          + CommandText.quoted(cmd.spec().args())));
    }
    if (isFlip) {
      log.logger(resource.name(), "disabletoggle-" + resource.name())
          .info(
              "Resource \""
                  + resource.name()
                  + "\" "
                  + (now.equals(DisableStates.DISABLED) ? "disabled" : "enabled")
                  + ". To enable/disable it, use the Tilt Web UI.");
    }
    store.editStatus(
        EngineKinds.RESOURCE,
        resource.name(),
        state -> {
          ResourceState next = state.withDisableState(now);
          return now.equals(DisableStates.DISABLED)
              ? next.cleared(BuildJournal.cursors(snapshot, resource.manifest()))
              : next;
        });
  }

  /** Whether resources that depend on it may begin. */
  private static boolean isReady(ResourceView resource) {
    ResourceState state = resource.state();
    boolean deployed = state.lastDeploy().isPresent();
    return switch (resource.manifest().deployTarget()) {
      case LocalTarget local ->
          (deployed && (local.serveCmd().isEmpty() || local.readinessProbe().isEmpty()))
              || resource.runtime().equals(RuntimeView.OK);
      case KubernetesTarget k ->
          deployed
              && (k.podReadinessMode() == PodReadinessMode.IGNORE
                  || resource.runtime().equals(RuntimeView.OK));
      default -> resource.runtime().equals(RuntimeView.OK);
    };
  }
}
