package dev.camber.engine.discovery;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.KubernetesApplyStatus;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Says which pods belong to an apply: a KubernetesDiscovery of the same name, owned by it. */
public final class DiscoverySpecs {
  private final ObjectStore store;

  public DiscoverySpecs(ObjectStore store) {
    this.store = store;
  }

  /** Makes the discovery follow what was applied; a failed apply leaves it as it is. */
  public void follow(ApiObject<KubernetesApplySpec, KubernetesApplyStatus> apply)
      throws StoreException {
    if (apply.status().resultYAML().isEmpty()) {
      return;
    }
    KubernetesDiscoverySpec spec = spec(apply);
    Optional<?> existing = store.get(Kinds.KUBERNETES_DISCOVERY, apply.name());
    if (existing.isPresent()) {
      store.edit(Kinds.KUBERNETES_DISCOVERY, apply.name(), old -> old.withSpec(spec));
      return;
    }
    ObjectMeta metadata =
        EngineKinds.owned(apply.name(), apply)
            .withAnnotations(unmanaged(apply.metadata().annotations()))
            .withLabels(apply.metadata().labels());
    store.create(Kinds.KUBERNETES_DISCOVERY.object(metadata, spec));
  }

  /** Stops following. */
  public void forget(String name) {
    store.deleteIfExists(Kinds.KUBERNETES_DISCOVERY, name);
  }

  /** Nobody manages what follows by itself. */
  private static Map<String, String> unmanaged(Map<String, String> annotations) {
    Map<String, String> out = new TreeMap<>(annotations);
    out.remove(Annotations.MANAGED_BY);
    return out;
  }

  private static KubernetesDiscoverySpec spec(
      ApiObject<KubernetesApplySpec, KubernetesApplyStatus> apply) {
    List<KubernetesDiscoverySpec.WatchRef> watches = new ArrayList<>();
    Set<String> namespaces = new LinkedHashSet<>();
    for (K8sEntity entity : entities(apply.status().resultYAML())) {
      namespaces.add(entity.namespace());
      watches.add(
          new KubernetesDiscoverySpec.WatchRef(entity.uid(), entity.namespace(), entity.name()));
    }
    if (apply.spec().discoveryStrategy().equals("selectors-only")) {
      watches.clear();
      namespaces.forEach(n -> watches.add(new KubernetesDiscoverySpec.WatchRef("", n, "")));
    }
    return new KubernetesDiscoverySpec(
        watches,
        apply
            .spec()
            .kubernetesDiscoveryTemplateSpec()
            .map(KubernetesApplySpec.DiscoveryTemplate::extraSelectors)
            .orElse(List.of()),
        apply.spec().podLogStreamTemplateSpec(),
        apply.spec().portForwardTemplateSpec(),
        apply.spec().cluster());
  }

  private static List<K8sEntity> entities(String yaml) {
    try {
      return ManifestReader.read(yaml);
    } catch (ManifestException e) {
      throw new IllegalStateException("what was applied cannot be read again", e);
    }
  }
}
