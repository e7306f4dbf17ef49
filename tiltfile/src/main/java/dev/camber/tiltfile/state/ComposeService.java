package dev.camber.tiltfile.state;

import dev.camber.model.image.ImageReference;
import dev.camber.model.manifest.Link;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Compose service while its resource is put together. One evaluation's thread. */
public final class ComposeService {
  /**
   * What the Compose files say about a service.
   *
   * @param image the reference that links it to a build: its own, or {@code <project>_<service>}
   * @param hasBuild whether Compose can build it
   * @param buildContext absolute; empty if it is no directory of this computer
   * @param dockerfile absolute or, for a remote context, as written
   * @param dependsOn names of services, sorted
   * @param publishedPorts single ports on this host
   * @param volumeSources as loaded
   * @param envFiles absolute
   * @param yaml the service as resolved
   */
  public record Model(
      String name,
      ImageReference image,
      boolean hasBuild,
      String buildContext,
      String dockerfile,
      List<String> dependsOn,
      List<Integer> publishedPorts,
      List<String> volumeSources,
      List<String> envFiles,
      String yaml) {
    public Model {
      dependsOn = List.copyOf(dependsOn);
      publishedPorts = List.copyOf(publishedPorts);
      volumeSources = List.copyOf(volumeSources);
      envFiles = List.copyOf(envFiles);
    }
  }

  private final Model model;
  private String resourceName;
  private final List<String> resourceDeps;
  private final List<Link> links = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private Optional<ImageReference> imageOverride = Optional.empty();
  private Optional<TriggerModeValue> triggerMode = Optional.empty();
  private boolean autoInit = true;
  private boolean inferLinks = true;

  public ComposeService(Model model) {
    this.model = model;
    this.resourceName = model.name();
    this.resourceDeps = new ArrayList<>(model.dependsOn());
  }

  public Model model() {
    return model;
  }

  public String resourceName() {
    return resourceName;
  }

  public void rename(String name) {
    resourceName = name;
  }

  /** Names of resources that must have been ready before. */
  public List<String> resourceDeps() {
    return resourceDeps;
  }

  public List<Link> links() {
    return links;
  }

  public Map<String, String> labels() {
    return labels;
  }

  /** The reference that links it to a build. */
  public ImageReference image() {
    return imageOverride.orElse(model.image());
  }

  public void overrideImage(ImageReference image) {
    imageOverride = Optional.of(image);
  }

  public Optional<TriggerModeValue> triggerMode() {
    return triggerMode;
  }

  public void setTriggerMode(TriggerModeValue mode) {
    triggerMode = Optional.of(mode);
  }

  public boolean autoInit() {
    return autoInit;
  }

  public void setAutoInit(boolean value) {
    autoInit = value;
  }

  public boolean inferLinks() {
    return inferLinks;
  }

  public void setInferLinks(boolean value) {
    inferLinks = value;
  }
}
