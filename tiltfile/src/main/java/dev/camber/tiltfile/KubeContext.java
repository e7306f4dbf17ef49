package dev.camber.tiltfile;

import java.util.Optional;

/**
 * What an evaluation wants to know of the active kube context.
 *
 * @param name empty if there is none
 * @param namespace {@code default} if the context names none; empty without a context
 * @param local whether its cluster is a local development product (spec Tiltfile, section 10)
 * @param product what its cluster seems to be, e.g. {@code kind}
 * @param configPath the kube configuration that child processes get, if one was written for them
 */
public record KubeContext(
    String name, String namespace, boolean local, String product, Optional<String> configPath) {
  public static final KubeContext NONE = new KubeContext("", "", true, "", Optional.empty());

  /**
   * What to warn of when images are built by a Docker that this cluster does not look into.
   *
   * @param dockerHost the address of Docker's socket; empty if it is the usual one
   */
  public Optional<String> dockerMismatch(String dockerHost) {
    return switch (product) {
      case "colima" -> mismatch("Colima", "colima", dockerHost);
      case "orbstack" -> mismatch("Orbstack", "orbstack", dockerHost);
      default -> Optional.empty();
    };
  }

  private static Optional<String> mismatch(String shown, String word, String dockerHost) {
    return dockerHost.isEmpty() || dockerHost.contains(word)
        ? Optional.empty()
        : Optional.of(
            "connected to Kubernetes running on "
                + shown
                + ", but building on a non-"
                + shown
                + " Docker socket");
  }
}
