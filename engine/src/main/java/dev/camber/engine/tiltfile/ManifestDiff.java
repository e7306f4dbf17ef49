package dev.camber.engine.tiltfile;

import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.PodLogStreamTemplate;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.DeployTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * Whether a changed definition makes what was built worthless. Files to watch, labels, links,
 * trigger modes and dependencies do not. Source: spec engine, section 1.19.
 */
final class ManifestDiff {
  private ManifestDiff() {}

  static boolean isOtherType(Manifest a, Manifest b) {
    return a.deployTarget().getClass() != b.deployTarget().getClass();
  }

  static boolean invalidates(Manifest before, Manifest after) {
    return !essence(before.deployTarget()).equals(essence(after.deployTarget()))
        || !before.imageTargets().stream()
            .map(ManifestDiff::essence)
            .toList()
            .equals(after.imageTargets().stream().map(ManifestDiff::essence).toList());
  }

  private static Object essence(DeployTarget target) {
    return switch (target) {
      case LocalTarget t ->
          new LocalTarget(
              t.name(),
              t.updateCmd(),
              t.serveCmd(),
              List.of(),
              List.of(),
              false,
              List.of(),
              t.allowParallel(),
              t.readinessProbe(),
              t.isTest());
      case KubernetesTarget t ->
          new KubernetesTarget(
              t.name(),
              withoutTime(t.spec()),
              t.podReadinessMode(),
              List.of(),
              t.displayNames(),
              List.of(),
              List.of());
      // Which project it belongs to is no matter: the service as resolved is compared.
      case ComposeTarget t -> List.of(t.name(), t.serviceYaml(), t.spec().imageMaps());
    };
  }

  private static ImageTarget essence(ImageTarget image) {
    return new ImageTarget(
        image.spec(),
        image.imageMapName(),
        image.liveUpdateName(),
        image.liveUpdateSpec(),
        image.liveUpdateReconciler(),
        image.dockerImageName(),
        image.cmdImageName(),
        essence(image.buildDetails()),
        image.isLiveUpdateOnly(),
        image.dependencyIds(),
        List.of(),
        List.of());
  }

  private static BuildDetails essence(BuildDetails details) {
    return switch (details) {
      case BuildDetails.DockerBuild docker ->
          new BuildDetails.DockerBuild(withoutCache(docker.spec()));
      case BuildDetails.CustomBuild custom ->
          new BuildDetails.CustomBuild(custom.spec(), List.of(), false);
      case BuildDetails.ComposeBuild compose -> compose;
    };
  }

  private static DockerImageSpec withoutCache(DockerImageSpec s) {
    return new DockerImageSpec(
        s.ref(),
        s.dockerfileContents(),
        s.context(),
        s.contextIgnores(),
        s.args(),
        s.target(),
        s.sshAgentConfigs(),
        s.secrets(),
        s.network(),
        s.pull(),
        List.of(),
        s.platform(),
        s.extraTags(),
        s.extraHosts(),
        s.imageMaps(),
        s.cluster(),
        s.clusterNeeds());
  }

  /** A deployment without the moment from which on its logs are read: every load has another. */
  static KubernetesApplySpec withoutTime(KubernetesApplySpec s) {
    return new KubernetesApplySpec(
        s.yaml(),
        s.imageMaps(),
        s.imageLocators(),
        s.timeout(),
        s.portForwardTemplateSpec(),
        s.podLogStreamTemplateSpec()
            .map(t ->
                new PodLogStreamTemplate(
                    Optional.empty(), t.onlyContainers(), t.ignoreContainers())),
        s.kubernetesDiscoveryTemplateSpec(),
        s.discoveryStrategy(),
        s.applyCmd(),
        s.deleteCmd(),
        s.restartOn(),
        s.disableSource(),
        s.cluster(),
        s.serverSideApply());
  }
}
