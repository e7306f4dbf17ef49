package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.BytePipe;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.TunnelStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A WebSocket per connection with numbered channels; it cannot half-close. */
final class ChannelTunnel implements PodTunnel {
  private static final int BUFFER = 1 << 20;

  private final ServerConnection connection;
  private final String path;
  private final Set<Channels> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  ChannelTunnel(ServerConnection connection, String path) {
    this.connection = connection;
    this.path = path;
  }

  @Override
  public TunnelStream open(int port) throws KubeException, InterruptedException {
    Channels channels =
        new Channels(
            WebSocketConnection.open(
                connection, path + "?ports=" + port, List.of("v4.channel.k8s.io")));
    open.add(channels);
    if (closed.getCount() == 0) {
      channels.close();
    }
    return channels;
  }

  @Override
  public String awaitClosed() throws InterruptedException {
    closed.await();
    return "";
  }

  @Override
  public void close() {
    closed.countDown();
    open.forEach(Channels::close);
  }

  private final class Channels implements TunnelStream {
    private final WebSocketConnection socket;
    private final BytePipe received = new BytePipe(BUFFER);
    // Written by the reader thread.
    private volatile String error = "";

    Channels(WebSocketConnection socket) {
      this.socket = socket;
      Thread.ofVirtual().name("forward-channels").start(this::read);
    }

    private void read() {
      boolean[] announced = new boolean[2];
      try {
        while (true) {
          Optional<byte[]> message = socket.read();
          if (message.isEmpty()) {
            break;
          }
          byte[] bytes = message.get();
          if (bytes.length == 0 || bytes[0] > 1) {
            continue;
          }
          // The first message of each channel only repeats the port.
          if (!announced[bytes[0]]) {
            announced[bytes[0]] = true;
          } else if (bytes[0] == 0) {
            received.output().write(bytes, 1, bytes.length - 1);
          } else {
            error = error + new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
          }
        }
        received.output().close();
      } catch (IOException e) {
        received.fail(String.valueOf(e.getMessage()));
      } finally {
        close();
      }
    }

    @Override
    public InputStream input() {
      return received.input();
    }

    @Override
    public OutputStream output() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          byte[] message = new byte[length + 1];
          System.arraycopy(bytes, offset, message, 1, length);
          socket.send(message, 0, message.length);
        }
      };
    }

    @Override
    public String error() {
      return error;
    }

    @Override
    public void close() {
      open.remove(this);
      socket.close();
    }
  }
}
