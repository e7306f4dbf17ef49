package dev.camber.kubernetes.cluster;

import java.io.InputStream;
import java.io.OutputStream;

/** One connection through a {@link PodTunnel}; each direction is used by one thread. */
public interface TunnelStream extends AutoCloseable {
  InputStream input();

  /** Closing it tells the other side that no more comes, where the transport can say so. */
  OutputStream output();

  /** What the kubelet reported for this connection, once its input has ended; empty if nothing. */
  String error();

  @Override
  void close();
}
