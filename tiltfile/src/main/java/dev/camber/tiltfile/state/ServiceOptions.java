package dev.camber.tiltfile.state;

import dev.camber.model.image.ImageReference;
import dev.camber.model.manifest.Link;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code dc_resource} said about a service; later calls add or replace. One evaluation's
 * thread. Source: spec Tiltfile, section 5.4.
 */
public final class ServiceOptions {
  private Optional<ImageReference> image = Optional.empty();
  private Optional<TriggerModeValue> triggerMode = Optional.empty();
  private Optional<Boolean> inferLinks = Optional.empty();
  private Optional<Boolean> autoInit = Optional.empty();
  private final List<Link> links = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final List<String> resourceDeps = new ArrayList<>();

  /** Takes what one call gives. */
  public void add(
      Optional<ImageReference> newImage,
      Optional<TriggerModeValue> newTriggerMode,
      Optional<Boolean> newInferLinks,
      Optional<Boolean> newAutoInit,
      List<Link> moreLinks,
      Map<String, String> moreLabels,
      List<String> moreDeps) {
    image = newImage.or(() -> image);
    triggerMode = newTriggerMode.or(() -> triggerMode);
    inferLinks = newInferLinks.or(() -> inferLinks);
    autoInit = newAutoInit.or(() -> autoInit);
    links.addAll(moreLinks);
    labels.putAll(moreLabels);
    resourceDeps.addAll(moreDeps);
  }

  /** The image that stands for the service's own. */
  public Optional<ImageReference> image() {
    return image;
  }

  public Optional<TriggerModeValue> triggerMode() {
    return triggerMode;
  }

  public boolean inferLinks() {
    return inferLinks.orElse(true);
  }

  public boolean autoInit() {
    return autoInit.orElse(true);
  }

  public List<Link> links() {
    return links;
  }

  public Map<String, String> labels() {
    return labels;
  }

  /** Added dependencies, in the order of the calls. */
  public List<String> resourceDeps() {
    return resourceDeps;
  }
}
