package dev.camber.image.engine;

import dev.camber.host.env.Environment;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.Processes;
import dev.camber.image.http.Connector;
import dev.camber.image.http.ProcessConnector;
import dev.camber.image.http.TcpConnector;
import dev.camber.image.http.TlsMaterial;
import dev.camber.image.http.UnixConnector;
import dev.camber.model.EnvironmentError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an engine is.
 *
 * @param host {@code unix:///path}, {@code tcp://host:port}, {@code ssh://user@host:port}
 * @param tls directory of {@code ca.pem}, {@code cert.pem} and {@code key.pem}, if it speaks TLS
 * @param verify whether its certificate is checked
 * @param apiVersion of every call, as in {@code 1.41}; empty for the engine's own
 * @param origin what decided on it, for messages: {@code DOCKER_HOST}, {@code context "desktop"};
 *     empty for the default
 */
public record DockerEndpoint(
    String host, Optional<Path> tls, boolean verify, String apiVersion, String origin) {
  /** Where an engine is unless somebody says otherwise. */
  public static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;

  /** An engine at a Unix socket. */
  public static DockerEndpoint unix(Path socket) {
    return new DockerEndpoint("unix://" + socket, Optional.empty(), true, "", "");
  }

  /** Whether nobody has said where it is. */
  public boolean isDefault() {
    return origin.isEmpty();
  }

  /**
   * How to connect.
   *
   * @param processes starts ssh, where that is the way
   * @throws EnvironmentError if the host is of no kind that is known, or the TLS files are bad
   */
  public Connector connector(Processes processes, Environment environment) throws EnvironmentError {
    Optional<Path> missing = missingAuthority();
    if (missing.isPresent()) {
      return new UnresolvedEndpoint(
          "unable to resolve docker endpoint: open "
              + missing.get()
              + ": no such file or directory");
    }
    if (host.startsWith("unix://")) {
      return new UnixConnector(Path.of(host.substring("unix://".length())));
    }
    if (host.startsWith("tcp://") || host.startsWith("http://") || host.startsWith("https://")) {
      return tcp();
    }
    if (host.startsWith("ssh://")) {
      return ssh(processes, environment);
    }
    throw new EnvironmentError(
        "cannot connect to a Docker engine at \"" + host + "\"" + from() + ": unknown scheme",
        "use unix:///path, tcp://host:port or ssh://user@host");
  }

  /**
   * Whoever asks for TLS by DOCKER_TLS_VERIFY must have the authority's certificate, whatever the
   * host is: so the docker program has it.
   */
  private Optional<Path> missingAuthority() {
    return origin.startsWith("context") || !verify
        ? Optional.empty()
        : tls.map(t -> t.resolve("ca.pem")).filter(ca -> !Files.exists(ca));
  }

  /** Through the docker program at the other end, as the docker program here does it. */
  private Connector ssh(Processes processes, Environment environment) throws EnvironmentError {
    URI uri;
    try {
      uri = URI.create(host);
    } catch (IllegalArgumentException e) {
      throw new EnvironmentError(
          "cannot connect to a Docker engine at \"" + host + "\"" + from() + ": " + e.getMessage(),
          "want ssh://user@host:port",
          e);
    }
    List<String> argv = new ArrayList<>(List.of("ssh", "-o", "ConnectTimeout=30", "-T"));
    if (uri.getUserInfo() != null) {
      argv.addAll(List.of("-l", uri.getUserInfo()));
    }
    if (uri.getPort() >= 0) {
      argv.addAll(List.of("-p", Integer.toString(uri.getPort())));
    }
    argv.addAll(List.of("--", String.valueOf(uri.getHost()), "docker", "system", "dial-stdio"));
    return new ProcessConnector(
        processes, ProcessSpec.of(argv, Path.of("").toAbsolutePath(), environment));
  }

  private Connector tcp() throws EnvironmentError {
    try {
      URI uri = URI.create(host);
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("no host");
      }
      boolean secured = tls.isPresent() || host.startsWith("https://");
      int port = uri.getPort() >= 0 ? uri.getPort() : secured ? TLS_PORT : PLAIN_PORT;
      if (!secured) {
        return new TcpConnector(uri.getHost(), port, Optional.empty(), verify);
      }
      Path directory = tls.orElse(Path.of("/nonexistent"));
      return new TcpConnector(
          uri.getHost(), port, Optional.of(TlsMaterial.fromDirectory(directory, verify)), verify);
    } catch (IllegalArgumentException e) {
      throw new EnvironmentError(
          "cannot connect to a Docker engine at \"" + host + "\"" + from() + ": " + e.getMessage(),
          "want tcp://host:port",
          e);
    } catch (IOException e) {
      throw new EnvironmentError(String.valueOf(e.getMessage()), "", e);
    }
  }

  /** {@code (from DOCKER_HOST)} with a space before it, or nothing. */
  String from() {
    return origin.isEmpty() ? "" : " (from " + origin + ")";
  }
}
