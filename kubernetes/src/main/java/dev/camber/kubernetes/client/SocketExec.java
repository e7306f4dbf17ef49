package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One command over a WebSocket with numbered channels. The caller's thread reads; stdin, terminal
 * sizes and pings have a thread each that ends with the command.
 */
final class SocketExec {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int ERROR = 3;
  private static final int RESIZE = 4;
  private static final int CLOSE = 255;
  private static final Duration PING_EVERY = Duration.ofSeconds(10);

  /**
   * How much input goes out before a short look whether the command still runs. When a command ends
   * with more unread than a pipe holds (64 KiB), the container runtime may never say that it ended;
   * kubectl hangs then, too, a third of the time. One that fails at once is caught by the look.
   */
  private static final int EAGER_INPUT = 48 * 1024;

  private static final Duration LOOK = Duration.ofMillis(100);

  private final WebSocketConnection socket;
  private final ExecRequest request;
  private final ExecStreams streams;
  private final List<Thread> feeders = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  // Written by the thread that reads stdin.
  private volatile Optional<IOException> inputFailure = Optional.empty();

  SocketExec(WebSocketConnection socket, ExecRequest request, ExecStreams streams) {
    this.socket = socket;
    this.request = request;
    this.streams = streams;
  }

  ExecResult run() throws KubeException, InterruptedException {
    feed("exec-ping", this::ping);
    streams.stdin().ifPresent(in -> feed("exec-stdin", () -> sendInput(in)));
    if (request.tty()) {
      feed("exec-sizes", this::sendSizes);
    }
    InterruptibleRead reading = new InterruptibleRead(socket);
    try {
      return ExecStatus.read(reading.call(this::readToEnd));
    } catch (IOException e) {
      if (inputFailure.isPresent()) {
        throw KubeException.unreachable(
            "reading what the command should get: " + inputFailure.get().getMessage(),
            inputFailure.get());
      }
      throw KubeException.unreachable("the connection to the command broke: " + e.getMessage(), e);
    } finally {
      feeders.forEach(Thread::interrupt);
      socket.close();
    }
  }

  private byte[] readToEnd() throws IOException {
    ByteArrayOutputStream status = new ByteArrayOutputStream();
    while (true) {
      Optional<byte[]> message = socket.read();
      if (message.isEmpty()) {
        if (status.size() == 0) {
          String why = socket.closeReason();
          throw new IOException(why.isEmpty() ? "it ended early" : why);
        }
        return status.toByteArray();
      }
      byte[] bytes = message.get();
      if (bytes.length < 2) {
        continue;
      }
      switch (bytes[0]) {
        case STDOUT -> streams.stdout().write(bytes, 1, bytes.length - 1);
        case STDERR -> streams.stderr().write(bytes, 1, bytes.length - 1);
        case ERROR -> {
          status.write(bytes, 1, bytes.length - 1);
          ended.countDown();
        }
        default -> {
          // The server closing a channel of ours says nothing new.
        }
      }
    }
  }

  private void feed(String name, Runnable work) {
    feeders.add(Thread.ofVirtual().name(name).start(work));
  }

  private void sendInput(InputStream in) {
    byte[] message = new byte[32 * 1024 + 1];
    message[0] = STDIN;
    long sent = 0;
    boolean looked = false;
    try {
      while (true) {
        int n;
        try {
          n = in.read(message, 1, message.length - 1);
        } catch (IOException e) {
          if (!Thread.currentThread().isInterrupted()) {
            inputFailure = Optional.of(e);
            socket.close();
          }
          return;
        }
        if (n < 0) {
          break;
        }
        socket.send(message, 0, n + 1);
        sent += n;
        if (sent >= EAGER_INPUT && !looked) {
          looked = true;
          if (ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      }
      if (socket.protocol().equals(PodExec.V5)) {
        socket.send(new byte[] {(byte) CLOSE, STDIN}, 0, 2);
      }
    } catch (IOException | InterruptedException commandEnded) {
      // A command need not read all its input; how it ended stands on the error channel.
    }
  }

  private void sendSizes() {
    try {
      while (true) {
        var size = streams.sizes().next();
        if (size.isEmpty()) {
          return;
        }
        byte[] message =
            (" {\"Width\":" + size.get().columns() + ",\"Height\":" + size.get().rows() + "}")
                .getBytes(StandardCharsets.US_ASCII);
        message[0] = RESIZE;
        socket.send(message, 0, message.length);
      }
    } catch (IOException | InterruptedException ended) {
      // Nobody looks at the size any more.
    }
  }

  private void ping() {
    try {
      int silent = 0;
      while (silent < 3) {
        silent = socket.ping() ? 0 : silent + 1;
        Thread.sleep(PING_EVERY);
      }
      socket.close();
    } catch (IOException | InterruptedException ended) {
      // The command has ended, or its connection has.
    }
  }
}
