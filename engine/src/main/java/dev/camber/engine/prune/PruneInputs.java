package dev.camber.engine.prune;

import dev.camber.image.prune.PruneSettings;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.image.ImageRefs;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a prune needs to know of a load of the Tiltfile. */
public final class PruneInputs {
  private PruneInputs() {}

  public static PruneSettings settings(LoadResult result) {
    Settings.DockerPrune said = result.settings().dockerPrune();
    return new PruneSettings(
        said.enabled(), said.maxAge(), said.numBuilds(), said.interval(), said.keepRecent());
  }

  /** What {@code default_registry} says. */
  public static Optional<RegistryHosting> defaultRegistry(LoadResult result) {
    return result
        .settings()
        .defaultRegistry()
        .map(r ->
            new RegistryHosting(r.host(), "", r.hostFromContainerRuntime(), "", r.singleName()));
  }

  /**
   * The names that the built images have at the engine. Images that no engine here ever holds are
   * left out, and so are shared repositories: other projects may keep theirs there.
   */
  public static List<ImageSelector> names(
      List<Manifest> manifests, Optional<RegistryHosting> registry) {
    List<ImageSelector> out = new ArrayList<>();
    for (Manifest manifest : manifests) {
      for (ImageTarget image : manifest.imageTargets()) {
        if (image.buildDetails() instanceof BuildDetails.ComposeBuild || image.isLiveUpdateOnly()) {
          continue;
        }
        try {
          ImageSelector declared =
              ImageSelector.parse(image.spec().selector(), image.spec().matchExact());
          ImageRefs refs = ImageRefs.of(declared, registry);
          if (!refs.singleName()) {
            out.add(ImageSelector.ofName(refs.local()));
          }
        } catch (InvalidReferenceException e) {
          // The load has checked it: an image of no valid name is built by nobody.
        }
      }
    }
    return out.stream().distinct().toList();
  }
}
