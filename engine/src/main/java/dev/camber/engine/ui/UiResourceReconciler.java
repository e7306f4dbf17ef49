package dev.camber.engine.ui;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.TiltfilePending;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.disable.DisableStates;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.reconcile.Trigger;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** Keeps the status of UIResources what {@link UiResources} says. */
public final class UiResourceReconciler implements Reconciler {
  private final ObjectStore store;

  public UiResourceReconciler(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.UI_RESOURCE;
  }

  @Override
  public List<Trigger> triggers() {
    return List.of(
        Trigger.sameName(EngineKinds.RESOURCE),
        Trigger.sameName(EngineKinds.TILTFILE_RUN),
        Trigger.sameName(Kinds.TILTFILE),
        Trigger.sameName(Kinds.KUBERNETES_APPLY),
        Trigger.sameName(Kinds.KUBERNETES_DISCOVERY),
        Trigger.sameName(EngineKinds.SERVICE_URLS),
        Trigger.sameName(Kinds.DOCKER_COMPOSE_SERVICE),
        Trigger.on(
            Kinds.CMD, cmd -> cmd.metadata().annotation(Annotations.OWNER_NAME).stream().toList()),
        Trigger.on(
            Kinds.LIVE_UPDATE,
            update -> update.metadata().annotation(Annotations.RESOURCE).stream().toList()),
        Trigger.on(
            Kinds.CONFIG_MAP,
            map ->
                map.name().equals(TriggerQueue.NAME)
                    ? List.copyOf(map.spec().data().values())
                    : List.of()),
        Trigger.references(
            EngineKinds.RESOURCE,
            Kinds.CONFIG_MAP,
            resource -> List.of(DisableStates.configMapName(resource.name()))),
        Trigger.references(
            EngineKinds.RESOURCE,
            EngineKinds.FILE_CHANGES,
            resource -> watches(resource.spec().manifest())),
        Trigger.references(Kinds.TILTFILE, EngineKinds.FILE_CHANGES, TiltfilePending::watches));
  }

  private static List<String> watches(Manifest manifest) {
    List<String> out = new ArrayList<>();
    for (ImageTarget image : manifest.imageTargets()) {
      out.add(GraphView.watchName(image.id()));
    }
    out.add(GraphView.watchName(manifest.deployTarget().id()));
    return out;
  }

  @Override
  public Result reconcile(String name) {
    StoreSnapshot snapshot = store.snapshot();
    store.editStatus(
        Kinds.UI_RESOURCE,
        name,
        old -> UiResources.project(snapshot, name, old, store.now()).orElse(old));
    return Result.done();
  }
}
