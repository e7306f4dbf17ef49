package dev.camber.image.build;

import dev.camber.model.api.RegistryHosting;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.manifest.BuildDetails;
import java.util.List;
import java.util.Optional;

/**
 * What to build.
 *
 * @param selector the image as the Tiltfile names it
 * @param details how
 * @param registry where its names belong, if anywhere
 * @param dependencies the images it is built from, in the order of the spec's {@code imageMaps}
 * @param clusterArch of the cluster's nodes, as in {@code amd64}; empty or {@code unknown} leaves
 *     the platform to the engine
 * @param previous what an earlier build of this session made, if it may stand in for a new one
 */
public record ImageBuild(
    ImageSelector selector,
    BuildDetails details,
    Optional<RegistryHosting> registry,
    List<ImageDependency> dependencies,
    String clusterArch,
    Optional<BuiltImage> previous) {
  public ImageBuild {
    dependencies = List.copyOf(dependencies);
  }
}
