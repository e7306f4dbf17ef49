package dev.camber.app.session;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.ResourceSpec;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TriggerMode;
import java.util.List;

/** Changes when resources update, until the Tiltfile is loaded again. Stateless. */
final class TriggerModeOverride {
  private TriggerModeOverride() {}

  static void apply(ObjectStore store, List<String> resources, TriggerMode mode) {
    for (String name : resources) {
      try {
        store.edit(
            EngineKinds.RESOURCE,
            name,
            old ->
                old.withSpec(
                    new ResourceSpec(
                        with(old.spec().manifest(), mode),
                        old.spec().order(),
                        old.spec().tiltfile())));
      } catch (StoreException.Invalid e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Manifest with(Manifest m, TriggerMode mode) {
    return new Manifest(
        m.name(),
        m.imageTargets(),
        m.deployTarget(),
        mode,
        m.resourceDependencies(),
        m.sourceTiltfile(),
        m.labels());
  }
}
