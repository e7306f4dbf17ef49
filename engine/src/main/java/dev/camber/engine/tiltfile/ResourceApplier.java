package dev.camber.engine.tiltfile;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.ResourceSpec;
import dev.camber.engine.build.ResourceState;
import dev.camber.engine.build.TargetState;
import dev.camber.engine.store.ObjectKey;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.ApiObject;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the definitions of a Tiltfile's resources into the store. Source: spec engine, section
 * 1.19.
 */
final class ResourceApplier {
  private final ObjectStore store;

  ResourceApplier(ObjectStore store) {
    this.store = store;
  }

  /**
   * Creates, replaces and removes resources; what was built stays unless its definition changed in
   * a way that matters.
   *
   * @param edits the files whose change led to this
   */
  void apply(ApiObject<?, ?> tiltfile, List<Manifest> manifests, List<String> edits)
      throws StoreException {
    Set<String> names = new HashSet<>();
    for (int order = 0; order < manifests.size(); order++) {
      Manifest manifest = manifests.get(order);
      names.add(manifest.name());
      ResourceSpec spec = new ResourceSpec(manifest, order, tiltfile.name());
      Optional<ApiObject<ResourceSpec, ResourceState>> old =
          store.get(EngineKinds.RESOURCE, manifest.name());
      if (old.isEmpty()) {
        store.create(
            new ApiObject<>(
                EngineKinds.RESOURCE,
                EngineKinds.owned(manifest.name(), tiltfile),
                spec,
                ResourceState.FRESH));
      } else {
        replace(old.get(), spec, edits);
      }
    }
    for (ObjectKey key : store.ownedBy(tiltfile.metadata())) {
      if (key.kind() == EngineKinds.RESOURCE && !names.contains(key.name())) {
        store.deleteIfExists(key.kind(), key.name());
      }
    }
  }

  private void replace(
      ApiObject<ResourceSpec, ResourceState> old, ResourceSpec spec, List<String> edits)
      throws StoreException {
    Manifest before = old.spec().manifest();
    ResourceState.ConfigChange change = new ResourceState.ConfigChange(store.now(), edits);
    // In one step: nothing may see the new definition with the success of the old one.
    store.editWhole(
        EngineKinds.RESOURCE,
        old.name(),
        o -> o.withSpec(spec).withStatus(after(before, spec.manifest(), o.status(), change)));
  }

  private static ResourceState after(
      Manifest before, Manifest now, ResourceState state, ResourceState.ConfigChange change) {
    if (ManifestDiff.isOtherType(before, now)) {
      return ResourceState.FRESH.withDisableState(state.disableState());
    }
    return ManifestDiff.invalidates(before, now)
        ? withoutResults(state).withConfigChange(Optional.of(change))
        : state;
  }

  private static ResourceState withoutResults(ResourceState state) {
    Map<TargetId, TargetState> targets = new HashMap<>();
    state
        .targets()
        .forEach((id, t) ->
            targets.put(
                id, new TargetState(t.attempted(), t.built(), Optional.empty(), Optional.empty())));
    return state.withTargets(targets);
  }
}
