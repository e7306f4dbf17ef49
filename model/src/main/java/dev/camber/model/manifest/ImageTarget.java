package dev.camber.model.manifest;

import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.ImageMapSpec;
import dev.camber.model.api.LiveUpdateSpec;
import java.util.List;
import java.util.Optional;

/**
 * An image of a resource.
 *
 * @param imageMapName name of its ImageMap object; also the name in its target id
 * @param liveUpdateName name of its LiveUpdate object, empty without live update
 * @param dockerImageName name of its DockerImage object, or empty
 * @param cmdImageName name of its CmdImage object, or empty
 * @param isLiveUpdateOnly whether it is never built, only updated in place
 * @param dependencyIds images it is built from
 * @param watchedPaths files whose change makes it dirty; absolute
 */
public record ImageTarget(
    ImageMapSpec spec,
    String imageMapName,
    String liveUpdateName,
    Optional<LiveUpdateSpec> liveUpdateSpec,
    boolean liveUpdateReconciler,
    String dockerImageName,
    String cmdImageName,
    BuildDetails buildDetails,
    boolean isLiveUpdateOnly,
    List<TargetId> dependencyIds,
    List<String> watchedPaths,
    List<IgnoreDef> fileWatchIgnores) {
  public ImageTarget {
    dependencyIds = List.copyOf(dependencyIds);
    watchedPaths = List.copyOf(watchedPaths);
    fileWatchIgnores = List.copyOf(fileWatchIgnores);
  }

  public TargetId id() {
    return new TargetId(TargetId.Type.IMAGE, imageMapName);
  }
}
