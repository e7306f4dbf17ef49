package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs commands in containers: over WebSocket v5, which can half-close stdin; else over SPDY, which
 * can too; else over WebSocket v4, where a command that reads to end of file would wait for ever,
 * so it is used without stdin only.
 */
final class PodExec {
  static final String V5 = "v5.channel.k8s.io";
  static final String V4 = "v4.channel.k8s.io";

  private final ServerConnection connection;

  PodExec(ServerConnection connection) {
    this.connection = connection;
  }

  ExecResult run(ExecRequest request, ExecStreams streams)
      throws KubeException, InterruptedException {
    String path = path(request, streams);
    boolean input = streams.stdin().isPresent();
    WebSocketConnection socket;
    try {
      socket = WebSocketConnection.open(connection, path, input ? List.of(V5) : List.of(V5, V4));
    } catch (KubeException e) {
      if (!Transports.worthAnother(e)) {
        throw e;
      }
      return SpdyExec.open(connection, path, request, streams).run();
    }
    return new SocketExec(socket, request, streams).run();
  }

  static String path(ExecRequest request, ExecStreams streams) {
    StringBuilder path =
        new StringBuilder(ResourceType.POD.path(request.namespace(), request.pod()))
            .append("/exec?container=")
            .append(encode(request.container()));
    for (String word : request.command()) {
      path.append("&command=").append(encode(word));
    }
    if (streams.stdin().isPresent()) {
      path.append("&stdin=true");
    }
    path.append("&stdout=true");
    // A terminal has one output only.
    path.append(request.tty() ? "&tty=true" : "&stderr=true");
    return path.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
