package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import java.util.List;

/** What the ways into a pod have in common. Stateless. */
final class Transports {
  private Transports() {}

  /** Opens SPDY/3.1 without WebSocket around it. */
  static HttpUpgrade spdy(ServerConnection connection, String path, String protocol)
      throws KubeException, InterruptedException {
    HttpUpgrade upgrade =
        HttpUpgrade.open(
            connection,
            "POST",
            path,
            List.of(
                "Connection",
                "Upgrade",
                "Upgrade",
                "SPDY/3.1",
                "X-Stream-Protocol-Version",
                protocol));
    if (!upgrade.header("Upgrade").equalsIgnoreCase("SPDY/3.1")) {
      upgrade.close();
      throw new KubeException(400, "BadRequest", "the server does not speak SPDY/3.1");
    }
    return upgrade;
  }

  /**
   * Whether a refused upgrade may succeed by other means: the server or a proxy did not like the
   * protocol. That the pod is gone or the identity may not is an answer like any other.
   */
  static boolean worthAnother(KubeException refused) {
    return switch (refused.code()) {
      case 400, 405, 426, 501, 502, 503 -> true;
      // A missing sub-resource answers 404 too, but then without a Status that names the pod; 403
      // comes from old servers' upgrade checks as plain text.
      case 403 -> !refused.getMessage().contains("cannot");
      default -> false;
    };
  }
}
