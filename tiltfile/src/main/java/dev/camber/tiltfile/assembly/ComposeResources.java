package dev.camber.tiltfile.assembly;

import dev.camber.model.api.DockerComposeServiceSpec;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.state.ComposeDeclarations;
import dev.camber.tiltfile.state.ComposeService;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.LoadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compose services as manifests. Source: spec Tiltfile, section 7.10. */
final class ComposeResources {
  private final LoadState state;
  private final Map<ComposeService, DeclaredImage> images = new LinkedHashMap<>();

  ComposeResources(LoadState state) {
    this.state = state;
  }

  /** Finds the image of each service; one that only Compose builds is declared here. */
  void findImages() {
    if (state.compose().hasServices() && state.settings().defaultRegistry.isPresent()) {
      throw new EvalException("default_registry is not supported with docker compose");
    }
    for (ComposeDeclarations.Project project : state.compose().projects().values()) {
      for (ComposeService service : sorted(project)) {
        findImage(service);
      }
    }
  }

  private void findImage(ComposeService service) {
    ImageReference name = service.image();
    Optional<DeclaredImage> known = state.images().consume(name);
    if (known.isEmpty() && service.model().hasBuild()) {
      state
          .images()
          .add(
              new DeclaredImage(
                  name,
                  ImageSelector.of(name),
                  false,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  "",
                  List.of(),
                  List.of(),
                  List.of(),
                  new DeclaredImage.ByCompose(
                      service.model().name(),
                      service.model().buildContext(),
                      service.model().dockerfile(),
                      service.model().volumeSources())));
      known = state.images().consume(name);
    }
    known.ifPresent(image -> images.put(service, image));
  }

  /** Services by name, each after those it depends on. */
  private static List<ComposeService> sorted(ComposeDeclarations.Project project) {
    Map<String, ComposeService> byName = new TreeMap<>(project.services());
    Set<ComposeService> out = new LinkedHashSet<>();
    Set<String> visiting = new LinkedHashSet<>();
    for (ComposeService service : byName.values()) {
      visit(service, byName, visiting, out);
    }
    return List.copyOf(out);
  }

  private static void visit(
      ComposeService service,
      Map<String, ComposeService> byName,
      Set<String> visiting,
      Set<ComposeService> out) {
    if (out.contains(service) || !visiting.add(service.model().name())) {
      return;
    }
    for (String name : service.model().dependsOn()) {
      ComposeService dependency = byName.get(name);
      if (dependency != null) {
        visit(dependency, byName, visiting, out);
      }
    }
    out.add(service);
  }

  /** The resources: projects in the order of their calls, dependencies first within each. */
  List<Manifest> manifests(ImageTargets targets, Map<String, Set<String>> directImages) {
    List<Manifest> out = new ArrayList<>();
    for (ComposeDeclarations.Project project : state.compose().projects().values()) {
      for (ComposeService service : sorted(project)) {
        Manifest manifest = manifest(project, service, targets);
        Set<String> names = new LinkedHashSet<>();
        Optional.ofNullable(images.get(service))
            .ifPresent(image -> names.add(ImageGraph.mapName(image)));
        directImages.put(manifest.name(), names);
        out.add(manifest);
      }
    }
    return out;
  }

  private Manifest manifest(
      ComposeDeclarations.Project project, ComposeService service, ImageTargets targets) {
    Optional<DeclaredImage> image = Optional.ofNullable(images.get(service));
    if (image.flatMap(DeclaredImage::entrypoint).isPresent()) {
      throw new EvalException(
          "docker_build/custom_build.entrypoint not supported for Docker Compose resources");
    }
    List<DeclaredImage> direct = image.map(List::of).orElse(List.of());
    return new Manifest(
        service.resourceName(),
        targets.of(service.resourceName(), direct),
        new ComposeTarget(
            service.resourceName(),
            new DockerComposeServiceSpec(
                service.model().name(),
                project.spec(),
                direct.stream().map(ImageGraph::mapName).toList(),
                Optional.empty()),
            service.model().yaml(),
            service.links(),
            service.model().publishedPorts(),
            service.inferLinks()),
        TriggerModes.of(state, service.triggerMode(), service.autoInit()),
        service.resourceDeps(),
        state.request().owner(),
        service.labels());
  }
}
