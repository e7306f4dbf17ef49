package dev.camber.model.manifest;

import java.util.List;
import java.util.Map;

/**
 * One resource: what the page and the command line list. Source: spec CLI and API, section 16.
 *
 * @param name unique within a session
 * @param imageTargets in dependency order: an image stands after the images it is built from
 * @param resourceDependencies names of resources that must have been ready before the first update
 * @param sourceTiltfile empty for the main Tiltfile, otherwise the extension's name
 * @param labels groups on the page; value = key
 */
public record Manifest(
    String name,
    List<ImageTarget> imageTargets,
    DeployTarget deployTarget,
    TriggerMode triggerMode,
    List<String> resourceDependencies,
    String sourceTiltfile,
    Map<String, String> labels) {
  public Manifest {
    imageTargets = List.copyOf(imageTargets);
    resourceDependencies = List.copyOf(resourceDependencies);
    labels = Map.copyOf(labels);
  }
}
