package dev.camber.kubernetes.forward;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.TunnelStream;

/**
 * A tunnel with its target and the number of connections in it: one that is retired takes no new
 * ones and closes with the last. Every method but {@link #awaitClosed} and {@link #open} holds one
 * lock.
 */
final class SharedTunnel {
  private final ForwardTarget target;
  private final PodTunnel tunnel;
  private int users;
  private boolean retired;

  SharedTunnel(ForwardTarget target, PodTunnel tunnel) {
    this.target = target;
    this.tunnel = tunnel;
  }

  ForwardTarget target() {
    return target;
  }

  synchronized boolean enter() {
    if (retired) {
      return false;
    }
    users++;
    return true;
  }

  synchronized void leave() {
    users--;
    closeIfDone();
  }

  synchronized void retire() {
    retired = true;
    closeIfDone();
  }

  private void closeIfDone() {
    if (retired && users == 0) {
      tunnel.close();
    }
  }

  TunnelStream open() throws KubeException, InterruptedException {
    return tunnel.open(target.port());
  }

  String awaitClosed() throws InterruptedException {
    return tunnel.awaitClosed();
  }

  /** Ends it with all its connections. */
  void closeNow() {
    tunnel.close();
  }
}
