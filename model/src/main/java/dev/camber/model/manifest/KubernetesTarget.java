package dev.camber.model.manifest;

import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.KubernetesApplySpec;
import java.util.List;

/**
 * Objects of a cluster.
 *
 * @param displayNames {@code name:kind} of each object, in the order of the YAML
 * @param deps files whose change deploys again (k8s_custom_deploy); absolute
 */
public record KubernetesTarget(
    String name,
    KubernetesApplySpec spec,
    PodReadinessMode podReadinessMode,
    List<Link> links,
    List<String> displayNames,
    List<String> deps,
    List<IgnoreDef> fileWatchIgnores)
    implements DeployTarget {
  public KubernetesTarget {
    links = List.copyOf(links);
    displayNames = List.copyOf(displayNames);
    deps = List.copyOf(deps);
    fileWatchIgnores = List.copyOf(fileWatchIgnores);
  }

  @Override
  public TargetId id() {
    return new TargetId(TargetId.Type.KUBERNETES, name);
  }
}
