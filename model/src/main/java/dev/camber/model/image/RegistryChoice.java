package dev.camber.model.image;

import dev.camber.model.EnvironmentError;
import dev.camber.model.api.ClusterSpec;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.RegistryHosting;
import java.util.Optional;

/** Which registry a cluster's images go through. Source: spec engine, section 2.2. */
public final class RegistryChoice {
  private RegistryChoice() {}

  /**
   * The registry found in the cluster, else the Tiltfile's default, else none: then names stay as
   * they are.
   *
   * @throws EnvironmentError if the cluster is in error, so that nobody can know yet
   */
  public static Optional<RegistryHosting> of(ClusterSpec spec, ClusterStatus status)
      throws EnvironmentError {
    if (!status.error().isEmpty()) {
      throw new EnvironmentError("cluster not ready: " + status.error(), "");
    }
    return status.registry().filter(r -> !r.host().isEmpty()).or(spec::defaultRegistry);
  }
}
