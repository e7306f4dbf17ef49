package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.PodTunnel;
import dev.camber.kubernetes.cluster.TunnelStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A tunnel whose connections are pairs of SPDY streams: one for data, one for an error. */
final class SpdyTunnel implements PodTunnel {
  private final SpdyConnection connection;
  private final AtomicInteger requests = new AtomicInteger();

  SpdyTunnel(SpdyConnection connection) {
    this.connection = connection;
  }

  @Override
  public TunnelStream open(int port) throws KubeException, InterruptedException {
    String request = Integer.toString(requests.getAndIncrement());
    try {
      SpdyStream error = connection.open(headers("error", port, request), true);
      SpdyStream data;
      try {
        data = connection.open(headers("data", port, request), false);
      } catch (IOException e) {
        error.close();
        throw e;
      }
      return new Pair(data, error);
    } catch (IOException e) {
      throw KubeException.unreachable(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<String> headers(String type, int port, String request) {
    return List.of("port", Integer.toString(port), "requestid", request, "streamtype", type);
  }

  @Override
  public String awaitClosed() throws InterruptedException {
    connection.awaitEnd();
    return connection.endReason();
  }

  @Override
  public void close() {
    connection.close();
  }

  private static final Duration ERROR_WAIT = Duration.ofMillis(500);

  private static final class Pair implements TunnelStream {
    private final SpdyStream data;
    private final SpdyStream errors;
    private final Thread errorReader;
    // Written by the thread that reads the error stream.
    private volatile String error = "";

    Pair(SpdyStream data, SpdyStream errors) {
      this.data = data;
      this.errors = errors;
      this.errorReader = Thread.ofVirtual().name("forward-error").start(this::readError);
    }

    private void readError() {
      try {
        error = new String(errors.input().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException lost) {
        // The data stream says so too.
      }
    }

    @Override
    public InputStream input() {
      return data.input();
    }

    @Override
    public OutputStream output() {
      return data.output();
    }

    @Override
    public String error() {
      try {
        // It comes on a stream of its own, perhaps a moment after the data ended.
        errorReader.join(ERROR_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return error;
    }

    @Override
    public void close() {
      try {
        data.close();
        errors.close();
      } catch (IOException lost) {
        // There is nothing left to close.
      }
      errorReader.interrupt();
    }
  }
}
