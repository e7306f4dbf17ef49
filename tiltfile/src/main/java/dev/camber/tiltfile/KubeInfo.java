package dev.camber.tiltfile;

import java.util.Map;

/** Reads the kube configuration; nothing is contacted. */
@FunctionalInterface
public interface KubeInfo {
  /** No configuration at all. */
  KubeInfo NONE = environment -> KubeContext.NONE;

  /**
   * The active context, as {@code KUBECONFIG} in {@code environment} and the overrides of the
   * command have it.
   */
  KubeContext read(Map<String, String> environment);
}
