package dev.camber.kubernetes.probe;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import java.util.Optional;

/** Asks the API server's health end points. Source: spec engine 9.4. Stateless. */
public final class ClusterHealth {
  private ClusterHealth() {}

  /** What is wrong; empty if nothing is. Each end point has two tries. */
  public static Optional<String> problem(KubeApi api) throws InterruptedException {
    try {
      if (!healthy(api, "/livez")) {
        return Optional.of("cluster did not pass liveness check");
      }
      return healthy(api, "/readyz") ? Optional.empty() : Optional.of("cluster not ready");
    } catch (KubeException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean healthy(KubeApi api, String path)
      throws KubeException, InterruptedException {
    try {
      if (api.healthy(path)) {
        return true;
      }
    } catch (KubeException firstTry) {
      // A connection that was kept too long fails once.
    }
    return api.healthy(path);
  }
}
