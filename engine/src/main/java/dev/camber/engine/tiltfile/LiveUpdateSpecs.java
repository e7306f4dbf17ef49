package dev.camber.engine.tiltfile;

import dev.camber.engine.build.GraphView;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ties the live update of an image to the objects of its resource. Source: spec engine, section
 * 4.2. Stateless.
 */
final class LiveUpdateSpecs {
  private LiveUpdateSpecs() {}

  /**
   * The spec with its sources (the image and every image below it) and the containers it is for.
   */
  static LiveUpdateSpec wired(Manifest manifest, ImageTarget image, LiveUpdateSpec spec) {
    return new LiveUpdateSpec(
        spec.basePath(),
        sources(manifest, image),
        selector(manifest, image, spec),
        spec.stopPaths(),
        spec.syncs(),
        spec.execs(),
        spec.restart(),
        spec.initialSync());
  }

  private static List<LiveUpdateSpec.Source> sources(Manifest manifest, ImageTarget image) {
    Map<TargetId, ImageTarget> byId = new LinkedHashMap<>();
    manifest.imageTargets().forEach(i -> byId.put(i.id(), i));
    Map<TargetId, ImageTarget> tree = new LinkedHashMap<>();
    collect(image, byId, tree);
    List<LiveUpdateSpec.Source> out = new ArrayList<>();
    for (ImageTarget one : tree.values()) {
      out.add(
          new LiveUpdateSpec.Source(
              GraphView.watchName(one.id()), one.isLiveUpdateOnly() ? "" : one.imageMapName()));
    }
    return out;
  }

  private static void collect(
      ImageTarget image, Map<TargetId, ImageTarget> byId, Map<TargetId, ImageTarget> tree) {
    if (tree.putIfAbsent(image.id(), image) == null) {
      for (TargetId id : image.dependencyIds()) {
        Optional.ofNullable(byId.get(id)).ifPresent(below -> collect(below, byId, tree));
      }
    }
  }

  private static LiveUpdateSpec.Selector selector(
      Manifest manifest, ImageTarget image, LiveUpdateSpec spec) {
    return switch (manifest.deployTarget()) {
      case KubernetesTarget target ->
          new LiveUpdateSpec.Selector(
              Optional.of(kubernetes(target.name(), image, spec)), Optional.empty());
      case ComposeTarget target ->
          new LiveUpdateSpec.Selector(
              Optional.empty(),
              Optional.of(new LiveUpdateSpec.ComposeSelector(target.spec().service())));
      case LocalTarget target -> spec.selector();
    };
  }

  private static LiveUpdateSpec.KubernetesSelector kubernetes(
      String resource, ImageTarget image, LiveUpdateSpec spec) {
    String container =
        spec.selector()
            .kubernetes()
            .map(LiveUpdateSpec.KubernetesSelector::containerName)
            .orElse("");
    String givenImage =
        spec.selector().kubernetes().map(LiveUpdateSpec.KubernetesSelector::image).orElse("");
    if (!container.isEmpty()) {
      return new LiveUpdateSpec.KubernetesSelector(resource, resource, "", "", container);
    }
    if (image.isLiveUpdateOnly()) {
      String name = givenImage.isEmpty() ? image.spec().selector() : givenImage;
      return new LiveUpdateSpec.KubernetesSelector(resource, resource, name, "", "");
    }
    return new LiveUpdateSpec.KubernetesSelector(resource, resource, "", image.imageMapName(), "");
  }
}
