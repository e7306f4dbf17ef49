package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** Pods to follow. */
public record KubernetesDiscoverySpec(
    @Wire(empty = Wire.Empty.NULL) List<KubernetesDiscoverySpec.WatchRef> watches,
    List<LabelSelector> extraSelectors,
    Optional<PodLogStreamTemplate> podLogStreamTemplateSpec,
    Optional<PortForwardTemplate> portForwardTemplateSpec,
    @Wire(empty = Wire.Empty.WRITE) String cluster)
    implements Spec {
  public KubernetesDiscoverySpec {
    watches = List.copyOf(watches);
    extraSelectors = List.copyOf(extraSelectors);
  }

  /** An object whose pods are followed; without a uid the whole namespace. */
  public record WatchRef(
      String uid, @Wire(empty = Wire.Empty.WRITE) String namespace, String name) {}
}
