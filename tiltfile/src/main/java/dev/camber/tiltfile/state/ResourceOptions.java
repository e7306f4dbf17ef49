package dev.camber.tiltfile.state;

import dev.camber.kubernetes.entity.FragmentSelector;
import dev.camber.model.api.Forward;
import dev.camber.model.manifest.Link;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.starlark.syntax.Position;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of {@code k8s_resource}.
 *
 * @param workload the resource it is about; empty for a new group of objects
 * @param newName empty if it keeps its name
 * @param objects selectors as written
 */
public record ResourceOptions(
    String workload,
    String newName,
    List<Forward> portForwards,
    List<Map<String, String>> extraPodSelectors,
    Optional<TriggerModeValue> triggerMode,
    List<String> resourceDeps,
    List<String> objects,
    Optional<Boolean> autoInit,
    PodReadinessMode podReadiness,
    List<Link> links,
    Map<String, String> labels,
    String discoveryStrategy,
    Position position) {

  /** The selectors of {@link #objects}. */
  public List<FragmentSelector> selectors() throws dev.camber.kubernetes.entity.ManifestException {
    List<FragmentSelector> selectors = new java.util.ArrayList<>();
    for (String object : objects) {
      selectors.add(FragmentSelector.parse(object));
    }
    return selectors;
  }
}
