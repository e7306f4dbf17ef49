package dev.camber.tiltfile.state;

import dev.camber.compose.Service;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.EvalException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A service of a Compose project as a resource. Mutable, on the evaluation's thread. */
public final class DeclaredService {
  final Service service;
  private final ServiceOptions options;
  final List<String> resourceDeps = new ArrayList<>();

  /** A service that was just read; dependencies given before are sorted among its own. */
  DeclaredService(Service service, ServiceOptions options) {
    this.service = service;
    this.options = options;
    TreeSet<String> sorted = new TreeSet<>(service.dependsOn());
    sorted.addAll(options.resourceDeps());
    resourceDeps.addAll(sorted);
  }

  public Service service() {
    return service;
  }

  public ServiceOptions options() {
    return options;
  }

  /** Names of resources that come first. */
  public List<String> resourceDeps() {
    return resourceDeps;
  }

  /** Adds dependencies that are not there yet. */
  public void addDeps(List<String> names) {
    for (String name : names) {
      if (!resourceDeps.contains(name)) {
        resourceDeps.add(name);
      }
    }
  }

  /** Fails if the service's own image is no image. */
  void checkImage(String project) {
    ownImage(project);
  }

  /** The image that the service runs, as far as builds are concerned. */
  public ImageReference image(String project) {
    return options.image().orElseGet(() -> ownImage(project));
  }

  private ImageReference ownImage(String project) {
    String name = service.image().isEmpty() ? project + "_" + service.name() : service.image();
    try {
      return ImageReference.parse(name);
    } catch (InvalidReferenceException e) {
      throw new EvalException(
          "getting service "
              + service.name()
              + ": Error parsing image name "
              + Quoted.go(name)
              + ": "
              + e.getMessage());
    }
  }
}
