package dev.camber.kubernetes.forward;

import dev.camber.kubernetes.cluster.Backoff;
import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.TunnelStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One local port that leads to a port of a pod, and to the next pod's when that one goes: the local
 * sockets stay, connections made meanwhile wait for the new tunnel. Many connections share a
 * tunnel. Source: spec engine 3.14. One lock guards target and tunnel.
 */
public final class PortForwarder implements AutoCloseable {
  public static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(15));

  /** A tunnel that lived longer was a good one: the next try is not held against it. */
  private static final Duration GOOD = Duration.ofSeconds(1);

  /** How long a new connection waits for a tunnel. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KubeApi api;
  private final ForwardListener listener;
  private final Backoff backoff;
  private final LocalListeners local;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread keeper;
  private Optional<ForwardTarget> target = Optional.empty();
  private Optional<SharedTunnel> tunnel = Optional.empty();
  private boolean closed;

  private PortForwarder(
      KubeApi api, LocalListeners local, ForwardListener listener, Backoff backoff) {
    this.api = api;
    this.local = local;
    this.listener = listener;
    this.backoff = backoff;
    this.keeper = Thread.ofVirtual().name("forward-" + local.port()).unstarted(this::keepTunnel);
  }

  /**
   * Listens at once; there is no target yet.
   *
   * @param host where to listen: empty or {@code localhost} for both loopbacks
   * @param port 0 to have one picked
   */
  public static PortForwarder listen(
      KubeApi api, String host, int port, ForwardListener listener, Backoff backoff)
      throws PortBusyException {
    PortForwarder forwarder =
        new PortForwarder(api, LocalListeners.open(host, port), listener, backoff);
    forwarder.keeper.start();
    for (ServerSocket socket : forwarder.local.sockets()) {
      Thread.ofVirtual()
          .name("forward-accept-" + socket.getLocalPort())
          .start(() -> forwarder.accept(socket));
    }
    return forwarder;
  }

  public int localPort() {
    return local.port();
  }

  /** The addresses listened on, without the port. */
  public List<String> addresses() {
    return local.addresses();
  }

  /** Where connections go from now on; those that are open stay with the old pod. */
  public void retarget(Optional<ForwardTarget> next) {
    lock.lock();
    try {
      if (!target.equals(next)) {
        target = next;
        tunnel.ifPresent(SharedTunnel::retire);
        tunnel = Optional.empty();
        changed.signalAll();
        keeper.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void keepTunnel() {
    int failures = 0;
    while (true) {
      ForwardTarget to;
      lock.lock();
      try {
        while (target.isEmpty() && !closed) {
          changed.await();
        }
        if (closed) {
          return;
        }
        // An interrupt from before, sent under this lock, is about what is read here.
        Thread.interrupted();
        to = target.orElseThrow();
      } catch (InterruptedException retargeted) {
        continue;
      } finally {
        lock.unlock();
      }
      long begun = System.nanoTime();
      try {
        String reason = runTunnel(to);
        if (!current(to)) {
          failures = 0;
          continue;
        }
        listener.disconnected(to, reason.isEmpty() ? "lost connection to pod" : reason);
        failures = System.nanoTime() - begun > GOOD.toNanos() ? 0 : failures + 1;
        Thread.sleep(backoff.after(Math.max(failures, 1)));
      } catch (InterruptedException retargeted) {
        failures = 0;
      }
    }
  }

  /** Why the tunnel ended. */
  private String runTunnel(ForwardTarget to) throws InterruptedException {
    SharedTunnel opened;
    try {
      opened = new SharedTunnel(to, api.forward(to.namespace(), to.pod()));
    } catch (KubeException e) {
      return e.getMessage();
    }
    lock.lock();
    try {
      if (closed || !target.equals(Optional.of(to))) {
        opened.retire();
        return "";
      }
      tunnel = Optional.of(opened);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    listener.connected(to);
    String reason = opened.awaitClosed();
    lock.lock();
    try {
      if (tunnel.equals(Optional.of(opened))) {
        tunnel = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
    opened.retire();
    return reason;
  }

  private boolean current(ForwardTarget to) {
    lock.lock();
    try {
      return !closed && target.equals(Optional.of(to));
    } finally {
      lock.unlock();
    }
  }

  private void accept(ServerSocket server) {
    while (true) {
      Socket socket;
      try {
        socket = server.accept();
      } catch (IOException closedNow) {
        return;
      }
      connections.add(socket);
      Thread.ofVirtual().name("forward-connection").start(() -> serve(socket));
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Optional<SharedTunnel> through = awaitTunnel();
      if (through.isEmpty()) {
        return;
      }
      SharedTunnel tunnelNow = through.get();
      try (TunnelStream stream = tunnelNow.open()) {
        String error = copyBothWays(socket, stream);
        if (!error.isEmpty()) {
          listener.refused(tunnelNow.target(), error);
          // Nobody listening yet is no fault of the tunnel; anything else is, such as a pod that
          // has gone: the server keeps tunnels to those open.
          if (!error.contains("connection refused")) {
            tunnelNow.closeNow();
          }
        }
      } catch (KubeException e) {
        listener.refused(tunnelNow.target(), e.getMessage());
      } finally {
        tunnelNow.leave();
      }
    } catch (IOException | InterruptedException ended) {
      // The local side left, or the forward closed.
    } finally {
      connections.remove(socket);
    }
  }

  /** The tunnel, entered; empty if there is none in time. */
  private Optional<SharedTunnel> awaitTunnel() throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (tunnel.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return tunnel.filter(SharedTunnel::enter);
    } finally {
      lock.unlock();
    }
  }

  /** What the pod's side reported at the end; empty if nothing. */
  private static String copyBothWays(Socket socket, TunnelStream stream)
      throws IOException, InterruptedException {
    Thread outgoing =
        Thread.ofVirtual()
            .name("forward-out")
            .start(() -> {
              try (OutputStream out = stream.output()) {
                socket.getInputStream().transferTo(out);
              } catch (IOException ended) {
                // The incoming direction notices too.
              }
            });
    String error;
    try {
      copyFlushing(stream.input(), socket.getOutputStream());
      error = stream.error();
      socket.shutdownOutput();
      // The pod said all it had to say; a client that goes on talking has nobody who listens.
      outgoing.join(TimeUnit.SECONDS.toMillis(1));
    } finally {
      stream.close();
      socket.close();
    }
    outgoing.join();
    return error;
  }

  private static void copyFlushing(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[32 * 1024];
    int n;
    while ((n = in.read(buffer)) >= 0) {
      out.write(buffer, 0, n);
      out.flush();
    }
  }

  @Override
  public void close() {
    Optional<SharedTunnel> last;
    lock.lock();
    try {
      closed = true;
      last = tunnel;
      tunnel = Optional.empty();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    local.close();
    keeper.interrupt();
    last.ifPresent(SharedTunnel::closeNow);
    for (Socket socket : connections) {
      try {
        socket.close();
      } catch (IOException alreadyClosed) {
        // It was to end, and it has.
      }
    }
  }
}
