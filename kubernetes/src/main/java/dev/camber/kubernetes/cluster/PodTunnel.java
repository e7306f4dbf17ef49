package dev.camber.kubernetes.cluster;

/** A way into one pod's network; thread-safe, many connections at once. */
public interface PodTunnel extends AutoCloseable {
  /** Connects to a port of the pod. That nobody listens there may show only on the first read. */
  TunnelStream open(int port) throws KubeException, InterruptedException;

  /** Waits until the tunnel is lost or closed, and says why; empty text for an orderly end. */
  String awaitClosed() throws InterruptedException;

  @Override
  void close();
}
