package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/**
 * A check of a process, as Kubernetes defines it; exactly one of the three handlers is set; times
 * in seconds.
 */
public record Probe(
    Optional<Probe.Exec> exec,
    Optional<Probe.HttpGet> httpGet,
    Optional<Probe.TcpSocket> tcpSocket,
    int initialDelaySeconds,
    int timeoutSeconds,
    int periodSeconds,
    int successThreshold,
    int failureThreshold) {
  /** A command that exits with 0. */
  public record Exec(List<String> command) {
    public Exec {
      command = List.copyOf(command);
    }
  }

  /** A request answered by 200 to 399. */
  public record HttpGet(
      String host,
      String path,
      @Wire(empty = Wire.Empty.WRITE) int port,
      String scheme,
      List<Probe.HttpHeader> httpHeaders) {
    public HttpGet {
      httpHeaders = List.copyOf(httpHeaders);
    }
  }

  /** One header of the request. */
  public record HttpHeader(
      @Wire(empty = Wire.Empty.WRITE) String name, @Wire(empty = Wire.Empty.WRITE) String value) {}

  /** A port that accepts. */
  public record TcpSocket(String host, @Wire(empty = Wire.Empty.WRITE) int port) {}
}
