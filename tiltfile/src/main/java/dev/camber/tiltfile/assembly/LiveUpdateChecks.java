package dev.camber.tiltfile.assembly;

import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.path.GoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a live update must keep to. Source: spec Tiltfile, section 7.9. */
final class LiveUpdateChecks {
  private LiveUpdateChecks() {}

  static void check(List<Manifest> manifests, Map<String, Set<String>> directImages) {
    for (Manifest manifest : manifests) {
      for (ImageTarget image : manifest.imageTargets()) {
        boolean direct =
            directImages.getOrDefault(manifest.name(), Set.of()).contains(image.imageMapName());
        boolean ofCustomDeploy =
            image.isLiveUpdateOnly()
                && manifest.deployTarget() instanceof KubernetesTarget k
                && k.spec().applyCmd().isPresent();
        if (direct && !ofCustomDeploy && image.liveUpdateSpec().isPresent()) {
          check(manifest, image, image.liveUpdateSpec().get());
        }
      }
    }
    List<String> restarting = new ArrayList<>();
    for (Manifest manifest : manifests) {
      boolean restarts =
          manifest.deployTarget() instanceof KubernetesTarget
              && manifest.imageTargets().stream()
                  .flatMap(i -> i.liveUpdateSpec().stream())
                  .anyMatch(spec -> !spec.restart().isEmpty());
      if (restarts) {
        restarting.add(manifest.name());
      }
    }
    if (!restarting.isEmpty()) {
      throw new EvalException(
          "Found `restart_container()` LiveUpdate step in resource(s): ["
              + String.join(", ", restarting)
              + "]. `restart_container()`  has been deprecated for k8s resources. We recommend the"
              + " restart_process extension:"
              + " https://github.com/tilt-dev/tilt-extensions/tree/master/restart_process. For more"
              + " information, see"
              + " https://docs.tilt.dev/live_update_reference.html#restarting-your-process");
    }
  }

  private static void check(Manifest manifest, ImageTarget image, LiveUpdateSpec spec) {
    Set<String> watched = new TreeSet<>();
    Map<String, ImageTarget> byName = new HashMap<>();
    manifest.imageTargets().forEach(i -> byName.put(i.imageMapName(), i));
    collect(image, byName, watched);
    for (LiveUpdateSpec.Sync sync : spec.syncs()) {
      String path = GoPath.resolve(spec.basePath(), sync.localPath());
      if (!isWatched(watched, path)) {
        throw notWatched("sync step source '" + path + "' is", watched);
      }
    }
    for (String stop : spec.stopPaths()) {
      String path = GoPath.resolve(spec.basePath(), stop);
      if (!isWatched(watched, path)) {
        throw notWatched("fall_back_on paths '" + path + "' is", watched);
      }
    }
  }

  private static void collect(
      ImageTarget image, Map<String, ImageTarget> byName, Set<String> watched) {
    watched.addAll(image.watchedPaths());
    for (TargetId id : image.dependencyIds()) {
      ImageTarget dependency = byName.get(id.name());
      if (dependency != null) {
        collect(dependency, byName, watched);
      }
    }
  }

  private static boolean isWatched(Set<String> watched, String path) {
    return watched.stream().anyMatch(parent -> GoPath.isChild(parent, path));
  }

  private static EvalException notWatched(String what, Set<String> watched) {
    return new EvalException(
        what + " not a child of any watched filepaths ([" + String.join(" ", watched) + "])");
  }
}
