package dev.camber.tiltfile.assembly;

import dev.camber.compose.ComposeVersion;
import dev.camber.compose.Service;
import dev.camber.model.api.DockerComposeServiceSpec;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.ComposeDeclarations.DeclaredProject;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.DeclaredService;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.Programs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compose services as manifests. Source: spec Tiltfile, sections 5.4 and 7.10. */
final class ComposeResources {
  private final LoadState state;
  private final Map<DeclaredService, ImageReference> builds = new HashMap<>();

  ComposeResources(LoadState state) {
    this.state = state;
  }

  /**
   * Finds the build of each service's image; those that nobody else builds but Compose join the
   * images.
   */
  void findImages() {
    if (!state.compose().hasServices()) {
      return;
    }
    if (state.settings().defaultRegistry.isPresent()) {
      throw new EvalException("default_registry is not supported with docker compose");
    }
    for (DeclaredProject project : state.compose().projects()) {
      for (String name : project.order()) {
        DeclaredService service = service(project, name);
        ImageReference reference = service.image(project.spec().name());
        Optional<DeclaredImage> image = state.images().consume(reference);
        Optional<Service.Build> build = service.service().build();
        if (image.isEmpty() && build.isPresent()) {
          state.images().add(byCompose(reference, service.service(), build.get()));
          image = state.images().consume(reference);
        }
        image.ifPresent(found -> builds.put(service, found.reference()));
      }
    }
  }

  private static DeclaredService service(DeclaredProject project, String name) {
    return Optional.ofNullable(project.services().get(name)).orElseThrow();
  }

  private static DeclaredImage byCompose(
      ImageReference reference, Service service, Service.Build build) {
    boolean local = GoPath.isAbsolute(build.context());
    String dockerfile = build.dockerfile().isEmpty() ? "Dockerfile" : build.dockerfile();
    return new DeclaredImage(
        reference,
        ImageSelector.of(reference),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        List.of(),
        new DeclaredImage.ByCompose(
            service.name(),
            local ? build.context() : "",
            local ? GoPath.resolve(build.context(), dockerfile) : dockerfile,
            service.volumeSources()));
  }

  /** Whether the person's Compose program is new enough. */
  void checkVersion() {
    if (state.compose().isEmpty()) {
      return;
    }
    Optional<ComposeVersion> version;
    try {
      version = state.compose().program(state).version();
    } catch (InterruptedException e) {
      throw Programs.interrupted();
    }
    version.ifPresent(v -> {
      if (v.isBefore(1, 28, 3)) {
        throw new EvalException(
            "Tilt requires Docker Compose v1.28.3+ (you have "
                + v
                + "). Please upgrade and re-launch Tilt.");
      }
      if (v.major() == 2 && v.isBefore(2, 2, 0)) {
        state.warn(
            "Using Docker Compose "
                + v
                + " (version < 2.2) may result in errors or broken functionality.\n"
                + "For best results, we recommend upgrading to Docker Compose >= v2.2.0.");
      }
    });
  }

  /**
   * The manifests, dependencies first in each project.
   *
   * @param directImages gets the names of the images that each resource runs
   */
  List<Manifest> manifests(ImageTargets images, Map<String, Set<String>> directImages) {
    List<Manifest> out = new ArrayList<>();
    for (DeclaredProject project : state.compose().projects()) {
      for (String name : project.order()) {
        out.add(manifest(project, name, images, directImages));
      }
    }
    return out;
  }

  private Manifest manifest(
      DeclaredProject project,
      String name,
      ImageTargets images,
      Map<String, Set<String>> directImages) {
    DeclaredService declared = service(project, name);
    List<DeclaredImage> direct =
        Optional.ofNullable(builds.get(declared)).flatMap(state.images()::declared).stream()
            .toList();
    if (direct.stream().anyMatch(image -> image.entrypoint().isPresent())) {
      throw new EvalException(
          "docker_build/custom_build.entrypoint not supported for Docker Compose resources");
    }
    List<String> imageMaps = direct.stream().map(ImageGraph::mapName).toList();
    directImages.put(name, Set.copyOf(imageMaps));
    Service service = declared.service();
    return new Manifest(
        name,
        images.of(name, direct),
        new ComposeTarget(
            name,
            new DockerComposeServiceSpec(
                service.name(), project.spec(), imageMaps, Optional.empty()),
            service.yaml(),
            declared.options().links(),
            service.publishedPorts(),
            declared.options().inferLinks()),
        TriggerModes.of(state, declared.options().triggerMode(), declared.options().autoInit()),
        declared.resourceDeps(),
        state.request().owner(),
        declared.options().labels());
  }
}
