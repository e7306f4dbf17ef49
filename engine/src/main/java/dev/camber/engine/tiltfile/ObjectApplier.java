package dev.camber.engine.tiltfile;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.store.ObjectKey;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.OwnerReference;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the objects that a Tiltfile owns be the ones its last run wants: creates what is new,
 * updates what differs, deletes what is left over.
 */
final class ObjectApplier {
  private final ObjectStore store;

  ObjectApplier(ObjectStore store) {
    this.store = store;
  }

  /**
   * Applies objects.
   *
   * @param owner whose they are
   * @param deletesOthers whether other objects of this owner are deleted
   */
  void apply(ApiObject<?, ?> owner, List<ApiObject<?, ?>> wanted, boolean deletesOthers)
      throws StoreException {
    Set<ObjectKey> keys = new HashSet<>();
    // What says whether a thing is disabled must be there before the thing.
    List<ApiObject<?, ?>> ordered = new ArrayList<>(wanted);
    ordered.sort(Comparator.comparingInt(o -> o.kind() == Kinds.CONFIG_MAP ? 0 : 1));
    for (ApiObject<?, ?> object : ordered) {
      keys.add(ObjectKey.of(object));
      applyOne(owner, object);
    }
    if (deletesOthers) {
      for (ObjectKey key : store.ownedBy(owner.metadata())) {
        boolean ours = key.kind() == EngineKinds.TILTFILE_RUN || key.kind() == EngineKinds.RESOURCE;
        if (!ours && !keys.contains(key)) {
          store.deleteIfExists(key.kind(), key.name());
        }
      }
    }
  }

  private <S extends Record & Spec, T extends Record & Status> void applyOne(
      ApiObject<?, ?> owner, ApiObject<S, T> wanted) throws StoreException {
    OwnerReference reference = EngineKinds.ownerReference(owner);
    ApiObject<S, T> complete = wanted.editMetadata(m -> m.withOwnerReferences(List.of(reference)));
    if (store.get(wanted.kind(), wanted.name()).isEmpty()) {
      try {
        store.create(complete);
        return;
      } catch (StoreException.AlreadyExists e) {
        // Somebody was quicker: then it is an update.
      }
    }
    store.edit(wanted.kind(), wanted.name(), old -> merged(old, complete));
  }

  private static <S extends Record & Spec, T extends Record & Status> ApiObject<S, T> merged(
      ApiObject<S, T> old, ApiObject<S, T> wanted) {
    Map<String, String> annotations = new TreeMap<>(wanted.metadata().annotations());
    old.metadata()
        .annotation(Annotations.UI_BUTTON_SPEC_HASH)
        .ifPresent(hash -> annotations.put(Annotations.UI_BUTTON_SPEC_HASH, hash));
    ObjectMeta metadata =
        old.metadata()
            .withLabels(wanted.metadata().labels())
            .withAnnotations(annotations)
            .withOwnerReferences(wanted.metadata().ownerReferences());
    return old.withMetadata(metadata).withSpec(differs(old, wanted) ? wanted.spec() : old.spec());
  }

  private static boolean differs(ApiObject<?, ?> old, ApiObject<?, ?> wanted) {
    return old.spec() instanceof KubernetesApplySpec a
            && wanted.spec() instanceof KubernetesApplySpec b
        ? !ManifestDiff.withoutTime(a).equals(ManifestDiff.withoutTime(b))
        : !old.spec().equals(wanted.spec());
  }
}
