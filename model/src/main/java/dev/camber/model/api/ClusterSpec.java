package dev.camber.model.api;

import java.util.Optional;

/** A cluster or a Docker host. */
public record ClusterSpec(
    Optional<ClusterSpec.Connection> connection, Optional<RegistryHosting> defaultRegistry)
    implements Spec {
  /** How to reach it. */
  public record Connection(
      Optional<ClusterSpec.Kubernetes> kubernetes, Optional<ClusterSpec.Docker> docker) {}

  /** A kubeconfig context. */
  public record Kubernetes(String context, String namespace) {}

  /** A Docker daemon. */
  public record Docker(String host) {}
}
