package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** A service of a Compose project to run. */
public record DockerComposeServiceSpec(
    @Wire(empty = Wire.Empty.WRITE) String service,
    ComposeProject project,
    List<String> imageMaps,
    Optional<DisableSource> disableSource)
    implements Spec {
  public DockerComposeServiceSpec {
    imageMaps = List.copyOf(imageMaps);
  }
}
