package dev.camber.tiltfile.state;

import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.model.api.CommandSpec;
import dev.camber.model.api.Forward;
import dev.camber.model.image.ImageReference;
import dev.camber.model.manifest.Link;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Kubernetes resource while it is put together. One evaluation's thread. */
public final class KubernetesResource {
  /**
   * Commands instead of YAML.
   *
   * @param deps files whose change deploys again
   * @param ignores what of them a live update takes care of: base and patterns; empty base for none
   */
  public record CustomDeploy(
      CommandSpec apply,
      CommandSpec delete,
      List<String> deps,
      List<ImageReference> imageDeps,
      Optional<ImageReference> liveUpdateImage,
      String ignoreBase,
      List<String> ignorePatterns) {}

  private String name;
  private final Optional<CustomDeploy> customDeploy;
  private final boolean grouped;
  private final List<K8sEntity> objects = new ArrayList<>();
  private final Set<ImageReference> images = new LinkedHashSet<>();
  private final List<Forward> portForwards = new ArrayList<>();
  private final List<Map<String, String>> extraPodSelectors = new ArrayList<>();
  private final List<String> resourceDeps = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private Optional<TriggerModeValue> triggerMode = Optional.empty();
  private boolean autoInit = true;
  private PodReadinessMode podReadiness = PodReadinessMode.NONE;
  private String discoveryStrategy = "";

  /**
   * @param grouped whether it is a group of named objects
   */
  public KubernetesResource(String name, Optional<CustomDeploy> customDeploy, boolean grouped) {
    this.name = name;
    this.customDeploy = customDeploy;
    this.grouped = grouped;
  }

  /** Adds what a call of {@code k8s_resource} says, but for names and objects. */
  public void apply(ResourceOptions options) {
    portForwards.addAll(options.portForwards());
    extraPodSelectors.addAll(options.extraPodSelectors());
    resourceDeps.addAll(options.resourceDeps());
    links.addAll(options.links());
    labels.putAll(options.labels());
    options.triggerMode().ifPresent(mode -> triggerMode = Optional.of(mode));
    options.autoInit().ifPresent(value -> autoInit = value);
    if (options.podReadiness() != PodReadinessMode.NONE) {
      podReadiness = options.podReadiness();
    }
    if (!options.discoveryStrategy().isEmpty()) {
      discoveryStrategy = options.discoveryStrategy();
    }
  }

  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }

  public Optional<CustomDeploy> customDeploy() {
    return customDeploy;
  }

  public boolean grouped() {
    return grouped;
  }

  public List<K8sEntity> objects() {
    return objects;
  }

  /** Declared images that its objects use, each once. */
  public Set<ImageReference> images() {
    return images;
  }

  public List<Forward> portForwards() {
    return portForwards;
  }

  public List<Map<String, String>> extraPodSelectors() {
    return extraPodSelectors;
  }

  public List<String> resourceDeps() {
    return resourceDeps;
  }

  public List<Link> links() {
    return links;
  }

  public Map<String, String> labels() {
    return labels;
  }

  public Optional<TriggerModeValue> triggerMode() {
    return triggerMode;
  }

  public boolean autoInit() {
    return autoInit;
  }

  public PodReadinessMode podReadiness() {
    return podReadiness;
  }

  public String discoveryStrategy() {
    return discoveryStrategy;
  }
}
