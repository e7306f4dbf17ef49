package dev.camber.kubernetes.watch;

import dev.camber.kubernetes.cluster.KubeException;

/** What is said when something cannot be watched. Source: spec engine 3.10 and 3.13. */
public final class WatchProblems {
  /** The waiting reason while there is no connection. */
  public static final String CLUSTER_UNAVAILABLE = "ClusterUnavailable";

  private WatchProblems() {}

  /**
   * The waiting reason for a failing watch.
   *
   * @param plural pods, events or services
   */
  public static String reason(String plural, String namespace, KubeException error) {
    return "Error watching "
        + plural
        + ". Are you connected to kubernetes?\nTry running `kubectl get "
        + plural
        + " -n \""
        + namespace
        + "\"`: "
        + error.getMessage();
  }
}
