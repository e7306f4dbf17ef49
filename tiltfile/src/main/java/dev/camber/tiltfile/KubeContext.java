package dev.camber.tiltfile;

import java.util.Optional;

/**
 * What an evaluation wants to know of the active kube context.
 *
 * @param name empty if there is none
 * @param namespace {@code default} if the context names none; empty without a context
 * @param local whether its cluster is a local development product (spec Tiltfile, section 10)
 * @param configPath the kube configuration that child processes get, if one was written for them
 */
public record KubeContext(
    String name, String namespace, boolean local, Optional<String> configPath) {
  public static final KubeContext NONE = new KubeContext("", "", true, Optional.empty());
}
