package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.PodTunnel;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is open and must end with the connection. Every method holds one lock. */
final class OpenStreams implements AutoCloseable {
  private final Set<AutoCloseable> open = new HashSet<>();
  private boolean closed;

  InputStream track(InputStream in) {
    InputStream tracked =
        new FilterInputStream(in) {
          @Override
          public void close() throws IOException {
            forget(this);
            super.close();
          }
        };
    add(tracked);
    return tracked;
  }

  PodTunnel track(PodTunnel tunnel) {
    add(tunnel);
    Thread.ofVirtual()
        .name("tunnel-end")
        .start(() -> {
          try {
            tunnel.awaitClosed();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          forget(tunnel);
        });
    return tunnel;
  }

  private synchronized void add(AutoCloseable one) {
    open.add(one);
    if (closed) {
      close(one);
    }
  }

  private synchronized void forget(AutoCloseable one) {
    open.remove(one);
  }

  @Override
  public void close() {
    List<AutoCloseable> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open);
      open.clear();
    }
    all.forEach(OpenStreams::close);
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception alreadyBroken) {
      // It was to end, and it has.
    }
  }
}
