package dev.camber.host.probe;

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
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Probes from this computer. Stateless but for its parts; for any thread. */
public final class HostProbeRunner implements ProbeRunner {
  /** Bytes of output that are kept. */
  static final int MOST_OUTPUT = 10 << 10;

  private static final int MOST_PORT = 65_535;

  private final Processes processes;
  private final Supplier<Environment> environment;

  /**
   * @param environment of commands, asked for when a probe is prepared
   */
  public HostProbeRunner(Processes processes, Supplier<Environment> environment) {
    this.processes = processes;
    this.environment = environment;
  }

  @Override
  public Check prepare(Probe probe, Path dir) throws UserError {
    if (probe.exec().isPresent() && !probe.exec().get().command().isEmpty()) {
      ProcessSpec spec = ProcessSpec.of(probe.exec().get().command(), dir, environment.get());
      return timeout -> command(spec, timeout);
    }
    if (probe.httpGet().isPresent()) {
      return http(probe.httpGet().get());
    }
    if (probe.tcpSocket().isPresent()) {
      String host = host(probe.tcpSocket().get().host());
      int port = port(probe.tcpSocket().get().port());
      return timeout -> connection(host, port, timeout);
    }
    throw new UserError("unsupported probe type", "give one of exec, http_get, tcp_socket");
  }

  private ProbeResult command(ProcessSpec spec, Duration timeout) throws InterruptedException {
    CapturedOutput output = new CapturedOutput(MOST_OUTPUT);
    try {
      ProcessResult result = processes.run(spec, Output.merged(output), timeout);
      if (result.timedOut()) {
        String words = "command timed out after " + timeout.toSeconds() + "s";
        return ProbeResult.failure(
            output.text().isEmpty() ? words : output.text().stripTrailing() + "\n" + words);
      }
      return result.success()
          ? ProbeResult.success(output.text())
          : ProbeResult.failure(output.text());
    } catch (ProcessStartException e) {
      return ProbeResult.failure(String.valueOf(e.getMessage()));
    }
  }

  private static ProbeResult connection(String host, int port, Duration timeout)
      throws InterruptedException {
    try (Socket socket = Dial.connect(host, port, new Deadline(timeout))) {
      return socket.isConnected()
          ? ProbeResult.success("")
          : ProbeResult.failure("dial tcp: not connected");
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return ProbeResult.failure(Dial.words(e));
    }
  }

  private static Check http(Probe.HttpGet get) throws UserError {
    String scheme = get.scheme().isEmpty() ? "http" : get.scheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new UserError("unsupported scheme \"" + get.scheme() + "\"", "want HTTP or HTTPS");
    }
    String host = host(get.host());
    int port = port(get.port());
    String path =
        get.path().isEmpty() || get.path().startsWith("/") ? get.path() : "/" + get.path();
    String authority = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    try {
      URI uri = new URI(scheme + "://" + authority + ":" + port + path);
      HttpGetProbe probe = new HttpGetProbe(uri, get.httpHeaders());
      return probe::look;
    } catch (URISyntaxException e) {
      throw new UserError("invalid address of http_get: " + e.getMessage());
    }
  }

  private static String host(String host) {
    return host.isEmpty() ? "localhost" : host;
  }

  private static int port(int port) throws UserError {
    if (port < 1 || port > MOST_PORT) {
      throw new UserError("port number out of range: " + port, "want 1 to 65535");
    }
    return port;
  }
}
