package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.ResourceType;
import java.util.List;

/**
 * Finds a transport to a pod's ports that the server speaks: SPDY inside a WebSocket (what kubectl
 * uses now), SPDY as such (servers before 1.30), plain WebSocket channels (proxies that let nothing
 * else through, and no half-close).
 */
final class PodTunnels {
  private static final String TUNNELLED = "SPDY/3.1+portforward.k8s.io";

  private PodTunnels() {}

  static PodTunnel open(ServerConnection connection, String namespace, String pod)
      throws KubeException, InterruptedException {
    String path = ResourceType.POD.path(namespace, pod) + "/portforward";
    try {
      return tunnelled(connection, path);
    } catch (KubeException e) {
      if (!Transports.worthAnother(e)) {
        throw e;
      }
    }
    try {
      return spdy(connection, path);
    } catch (KubeException e) {
      if (!Transports.worthAnother(e)) {
        throw e;
      }
    }
    return new ChannelTunnel(connection, path);
  }

  static PodTunnel tunnelled(ServerConnection connection, String path)
      throws KubeException, InterruptedException {
    WebSocketConnection socket = WebSocketConnection.open(connection, path, List.of(TUNNELLED));
    return new SpdyTunnel(
        new SpdyConnection(WebSocketBytes.input(socket), WebSocketBytes.output(socket), socket));
  }

  static PodTunnel spdy(ServerConnection connection, String path)
      throws KubeException, InterruptedException {
    HttpUpgrade upgrade = Transports.spdy(connection, path, "portforward.k8s.io");
    return new SpdyTunnel(new SpdyConnection(upgrade.in(), upgrade.out(), upgrade));
  }
}
