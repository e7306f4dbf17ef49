package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.cluster.BytePipe;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.TunnelStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/** A tunnel to handlers in memory. */
final class FakeTunnel implements PodTunnel {
  private final IntFunction<Optional<PortHandler>> handlers;
  private final CountDownLatch closed = new CountDownLatch(1);
  // Written by whoever breaks the tunnel, read by those who use it.
  private volatile String why = "";
  private final List<FakeStream> streams = new ArrayList<>();

  FakeTunnel(IntFunction<Optional<PortHandler>> handlers) {
    this.handlers = handlers;
  }

  @Override
  public TunnelStream open(int port) throws KubeException {
    if (closed.getCount() == 0) {
      throw KubeException.unreachable("lost connection to pod", new IOException(why));
    }
    FakeStream stream = new FakeStream();
    Optional<PortHandler> handler = handlers.apply(port);
    if (handler.isEmpty()) {
      stream.error = "connect: connection refused";
      stream.close();
      return stream;
    }
    synchronized (streams) {
      streams.add(stream);
    }
    Thread.ofVirtual()
        .name("fake-port-" + port)
        .start(() -> {
          try (OutputStream out = stream.fromPod.output()) {
            handler.get().serve(stream.toPod.input(), out);
          } catch (IOException e) {
            stream.error = String.valueOf(e.getMessage());
          }
        });
    return stream;
  }

  void lose(String message) {
    why = message;
    synchronized (streams) {
      streams.forEach(stream -> stream.fail(message));
    }
    closed.countDown();
  }

  @Override
  public String awaitClosed() throws InterruptedException {
    closed.await();
    return why;
  }

  @Override
  public void close() {
    synchronized (streams) {
      streams.forEach(FakeStream::close);
    }
    closed.countDown();
  }

  private static final class FakeStream implements TunnelStream {
    private final BytePipe toPod = new BytePipe(64 * 1024);
    private final BytePipe fromPod = new BytePipe(64 * 1024);
    // Written by the handler's thread, read by the one that forwards.
    private volatile String error = "";

    @Override
    public InputStream input() {
      return fromPod.input();
    }

    @Override
    public OutputStream output() {
      return toPod.output();
    }

    @Override
    public String error() {
      return error;
    }

    void fail(String message) {
      toPod.fail(message);
      fromPod.fail(message);
    }

    @Override
    public void close() {
      try {
        toPod.output().close();
        fromPod.output().close();
        fromPod.input().close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
