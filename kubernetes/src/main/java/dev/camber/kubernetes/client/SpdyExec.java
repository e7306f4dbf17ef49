package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One command over SPDY, for servers that do not know the WebSocket protocol with half-close. */
final class SpdyExec {
  private final SpdyConnection connection;
  private final ExecRequest request;
  private final ExecStreams streams;
  private final List<Thread> copiers = new ArrayList<>();
  private final List<Thread> feeders = new ArrayList<>();
  // Written by a copying thread whose sink failed.
  private volatile Optional<IOException> sinkFailure = Optional.empty();

  private SpdyExec(SpdyConnection connection, ExecRequest request, ExecStreams streams) {
    this.connection = connection;
    this.request = request;
    this.streams = streams;
  }

  static SpdyExec open(
      ServerConnection connection, String path, ExecRequest request, ExecStreams streams)
      throws KubeException, InterruptedException {
    HttpUpgrade upgrade = Transports.spdy(connection, path, PodExec.V4);
    return new SpdyExec(new SpdyConnection(upgrade.in(), upgrade.out(), upgrade), request, streams);
  }

  ExecResult run() throws KubeException, InterruptedException {
    try {
      SpdyStream errors = stream("error", true);
      Optional<SpdyStream> stdin =
          streams.stdin().isPresent() ? Optional.of(stream("stdin", false)) : Optional.empty();
      SpdyStream stdout = stream("stdout", true);
      copy(stdout.input(), streams.stdout());
      if (!request.tty()) {
        SpdyStream stderr = stream("stderr", true);
        copy(stderr.input(), streams.stderr());
      } else {
        SpdyStream resize = stream("resize", false);
        feeders.add(Thread.ofVirtual().name("exec-sizes").start(() -> sendSizes(resize)));
      }
      stdin.ifPresent(s ->
          feeders.add(
              Thread.ofVirtual()
                  .name("exec-stdin")
                  .start(() -> sendInput(streams.stdin().orElseThrow(), s))));
      byte[] status = new InterruptibleRead(connection).call(errors.input()::readAllBytes);
      for (Thread copier : copiers) {
        copier.join();
      }
      if (sinkFailure.isPresent()) {
        throw sinkFailure.get();
      }
      return ExecStatus.read(status);
    } catch (IOException e) {
      throw KubeException.unreachable("the connection to the command broke: " + e.getMessage(), e);
    } finally {
      feeders.forEach(Thread::interrupt);
      connection.close();
    }
  }

  private SpdyStream stream(String type, boolean finished)
      throws IOException, InterruptedException {
    return connection.open(List.of("streamtype", type), finished);
  }

  private void copy(InputStream from, OutputStream to) {
    copiers.add(
        Thread.ofVirtual()
            .name("exec-output")
            .start(() -> {
              try {
                copyAll(from, to);
              } catch (IOException e) {
                sinkFailure = Optional.of(e);
                connection.close();
              }
            }));
  }

  /** Throws only what the sink throws: whether the connection held, the error stream tells. */
  private static void copyAll(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[32 * 1024];
    while (true) {
      int n;
      try {
        n = from.read(buffer);
      } catch (IOException lost) {
        return;
      }
      if (n < 0) {
        return;
      }
      to.write(buffer, 0, n);
    }
  }

  private static void sendInput(InputStream from, SpdyStream to) {
    try (OutputStream out = to.output()) {
      from.transferTo(out);
    } catch (IOException commandEnded) {
      // A command need not read all its input; how it ended stands on the error stream.
    }
  }

  private void sendSizes(SpdyStream to) {
    try (OutputStream out = to.output()) {
      while (true) {
        var size = streams.sizes().next();
        if (size.isEmpty()) {
          return;
        }
        out.write(
            ("{\"Width\":" + size.get().columns() + ",\"Height\":" + size.get().rows() + "}\n")
                .getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | InterruptedException ended) {
      // Nobody looks at the size any more.
    }
  }
}
