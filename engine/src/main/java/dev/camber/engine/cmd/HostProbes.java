package dev.camber.engine.cmd;

import dev.camber.host.env.Environment;
import dev.camber.host.process.CapturedOutput;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.model.UserError;
import dev.camber.model.api.Probe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Probes from this computer, with the words of the reference for what was found. Source: spec
 * engine, section 5.6.
 */
public final class HostProbes implements Probes {
  private static final int MOST_OUTPUT = 10 << 10;
  private static final int MOST_PORT = 65_535;

  private final Processes processes;
  private final Supplier<Environment> environment;

  /**
   * @param environment of commands
   */
  public HostProbes(Processes processes, Supplier<Environment> environment) {
    this.processes = processes;
    this.environment = environment;
  }

  @Override
  public Check prepare(Probe probe, Path dir) throws UserError {
    if (probe.exec().isPresent() && !probe.exec().get().command().isEmpty()) {
      ProcessSpec spec = ProcessSpec.of(probe.exec().get().command(), dir, environment.get());
      return timeout -> run(spec, timeout);
    }
    if (probe.httpGet().isPresent()) {
      return http(probe.httpGet().get());
    }
    if (probe.tcpSocket().isPresent()) {
      String host = host(probe.tcpSocket().get().host());
      int port = port(probe.tcpSocket().get().port());
      return timeout -> connect(host, port, timeout);
    }
    throw new UserError("unsupported probe type");
  }

  private Outcome run(ProcessSpec spec, Duration timeout) throws InterruptedException {
    CapturedOutput output = new CapturedOutput(MOST_OUTPUT);
    try {
      ProcessResult result = processes.run(spec, Output.merged(output), timeout);
      if (result.timedOut()) {
        return new Outcome(Verdict.FAILURE, "command timed out after " + timeout.toSeconds() + "s");
      }
      return new Outcome(result.success() ? Verdict.SUCCESS : Verdict.FAILURE, output.text());
    } catch (ProcessStartException e) {
      return new Outcome(Verdict.FAILURE, String.valueOf(e.getMessage()));
    }
  }

  private static Outcome connect(String host, int port, Duration timeout) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
      return new Outcome(Verdict.SUCCESS, "");
    } catch (IOException e) {
      return new Outcome(Verdict.FAILURE, "dial tcp " + address(host, port) + ": " + words(e));
    }
  }

  private static String address(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    return address.isUnresolved() ? host : address.getAddress().getHostAddress() + ":" + port;
  }

  private static Check http(Probe.HttpGet get) throws UserError {
    String scheme = get.scheme().isEmpty() ? "http" : get.scheme().toLowerCase(Locale.ROOT);
    int port = port(get.port());
    String path =
        get.path().isEmpty() || get.path().startsWith("/") ? get.path() : "/" + get.path();
    URI uri;
    try {
      uri = new URI(scheme + "://" + host(get.host()) + ":" + port + path);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        throw new UserError("unsupported scheme \"" + get.scheme() + "\", want HTTP or HTTPS");
      }
    } catch (URISyntaxException e) {
      throw new UserError("invalid address: " + e.getMessage());
    }
    return timeout -> request(uri, get, timeout);
  }

  private static Outcome request(URI uri, Probe.HttpGet get, Duration timeout) {
    try {
      URLConnection connection = uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      get.httpHeaders().forEach(h -> connection.setRequestProperty(h.name(), h.value()));
      if (!(connection instanceof HttpURLConnection request)) {
        throw new IllegalStateException("no HTTP connection for " + uri);
      }
      request.setInstanceFollowRedirects(true);
      try {
        int status = request.getResponseCode();
        return status >= 200 && status < 400
            ? new Outcome(Verdict.SUCCESS, "")
            : new Outcome(Verdict.FAILURE, "HTTP probe failed with statuscode: " + status);
      } finally {
        request.disconnect();
      }
    } catch (IOException e) {
      return new Outcome(
          Verdict.FAILURE,
          "Get \""
              + uri
              + "\": dial tcp "
              + address(uri.getHost(), uri.getPort())
              + ": "
              + words(e));
    }
  }

  private static String words(IOException e) {
    return switch (e) {
      case ConnectException refused -> "connect: connection refused";
      case SocketTimeoutException slow -> "i/o timeout";
      case UnknownHostException unknown -> "lookup " + unknown.getMessage() + ": no such host";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String host(String host) {
    return host.isEmpty() ? "localhost" : host;
  }

  private static int port(int port) throws UserError {
    if (port < 1 || port > MOST_PORT) {
      throw new UserError("port number out of range: " + port);
    }
    return port;
  }
}
