package dev.camber.app.session;

import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.manifest.DeployTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.TiltfileLoader;
import java.util.List;
import java.util.Optional;

/**
 * What the command line takes out of what the Tiltfile says.
 *
 * @param liveUpdates whether files are brought into running containers; not with {@code
 *     --update-mode=image}
 * @param portForwards whether ports are forwarded; not with {@code --disable-port-forwards}
 */
record OverridingLoader(TiltfileLoader inner, boolean liveUpdates, boolean portForwards)
    implements TiltfileLoader {

  @Override
  public LoadResult load(LoadRequest request) throws InterruptedException {
    LoadResult result = inner.load(request);
    if (liveUpdates && portForwards) {
      return result;
    }
    return new LoadResult(
        result.manifests().stream().map(this::changed).toList(),
        result.enabledManifests(),
        result.tiltignore(),
        result.configFiles(),
        result.settings(),
        result.secrets(),
        result.objects(),
        result.warnings(),
        result.calls(),
        result.tiltfileSha256(),
        result.allFilesSha256(),
        result.error());
  }

  private Manifest changed(Manifest manifest) {
    List<ImageTarget> images = manifest.imageTargets();
    DeployTarget deploy = manifest.deployTarget();
    return new Manifest(
        manifest.name(),
        liveUpdates ? images : images.stream().map(OverridingLoader::built).toList(),
        !portForwards && deploy instanceof KubernetesTarget target
            ? withoutForwards(target)
            : deploy,
        manifest.triggerMode(),
        manifest.resourceDependencies(),
        manifest.sourceTiltfile(),
        manifest.labels());
  }

  /** An image that is built anew whenever it changes; what is never built stays as it is. */
  private static ImageTarget built(ImageTarget image) {
    if (image.isLiveUpdateOnly()) {
      return image;
    }
    return new ImageTarget(
        image.spec(),
        image.imageMapName(),
        "",
        Optional.empty(),
        image.liveUpdateReconciler(),
        image.dockerImageName(),
        image.cmdImageName(),
        image.buildDetails(),
        false,
        image.dependencyIds(),
        image.watchedPaths(),
        image.fileWatchIgnores());
  }

  private static KubernetesTarget withoutForwards(KubernetesTarget target) {
    KubernetesApplySpec spec = target.spec();
    return new KubernetesTarget(
        target.name(),
        new KubernetesApplySpec(
            spec.yaml(),
            spec.imageMaps(),
            spec.imageLocators(),
            spec.timeout(),
            Optional.empty(),
            spec.podLogStreamTemplateSpec(),
            spec.kubernetesDiscoveryTemplateSpec(),
            spec.discoveryStrategy(),
            spec.applyCmd(),
            spec.deleteCmd(),
            spec.restartOn(),
            spec.disableSource(),
            spec.cluster(),
            spec.serverSideApply()),
        target.podReadinessMode(),
        target.links(),
        target.displayNames(),
        target.deps(),
        target.fileWatchIgnores());
  }
}
