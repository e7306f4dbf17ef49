package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** YAML, or a command, to bring into a cluster. */
public record KubernetesApplySpec(
    String yaml,
    List<String> imageMaps,
    List<KubernetesApplySpec.ImageLocator> imageLocators,
    String timeout,
    Optional<PortForwardTemplate> portForwardTemplateSpec,
    Optional<PodLogStreamTemplate> podLogStreamTemplateSpec,
    Optional<KubernetesApplySpec.DiscoveryTemplate> kubernetesDiscoveryTemplateSpec,
    String discoveryStrategy,
    Optional<CommandSpec> applyCmd,
    Optional<CommandSpec> deleteCmd,
    Optional<RestartOn> restartOn,
    Optional<DisableSource> disableSource,
    @Wire(empty = Wire.Empty.WRITE) String cluster,
    boolean serverSideApply)
    implements Spec {
  public KubernetesApplySpec {
    imageMaps = List.copyOf(imageMaps);
    imageLocators = List.copyOf(imageLocators);
  }

  /** Where objects of a kind name their image. */
  public record ImageLocator(
      ObjectSelector objectSelector,
      @Wire(empty = Wire.Empty.WRITE) String path,
      Optional<KubernetesApplySpec.ImageObject> object) {}

  /** An image split into two fields. */
  public record ImageObject(
      @Wire(empty = Wire.Empty.WRITE) String repoField,
      @Wire(empty = Wire.Empty.WRITE) String tagField) {}

  /** Further pods to follow. */
  public record DiscoveryTemplate(List<LabelSelector> extraSelectors) {
    public DiscoveryTemplate {
      extraSelectors = List.copyOf(extraSelectors);
    }
  }
}
