package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.Wire;
import java.util.Optional;

/** What was found there. */
public record ClusterStatus(
    String error,
    String arch,
    Optional<MicroTime> connectedAt,
    Optional<RegistryHosting> registry,
    Optional<ClusterStatus.Connection> connection,
    String version)
    implements Status {
  /** The connection in use. */
  public record Connection(Optional<ClusterStatus.Kubernetes> kubernetes) {}

  /** The context in use. */
  public record Kubernetes(
      @Wire(empty = Wire.Empty.WRITE) String context,
      @Wire(empty = Wire.Empty.WRITE) String namespace,
      @Wire(empty = Wire.Empty.WRITE) String cluster,
      String product,
      String configPath) {}
}
