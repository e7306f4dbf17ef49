package dev.camber.tiltfile.value;

import dev.camber.model.api.Probe;
import dev.camber.starlark.StarlarkStruct;
import java.util.Optional;

/**
 * What one of the three action builtins returns; exactly one of the handlers is there. Source: spec
 * Tiltfile, section 6.8.
 */
public final class ProbeAction extends BrandedStruct {
  private final Optional<Probe.Exec> exec;
  private final Optional<Probe.HttpGet> httpGet;
  private final Optional<Probe.TcpSocket> tcpSocket;

  private ProbeAction(
      StarlarkStruct fields,
      Optional<Probe.Exec> exec,
      Optional<Probe.HttpGet> httpGet,
      Optional<Probe.TcpSocket> tcpSocket) {
    super(fields, fields.constructor(), "probe." + fields.constructor());
    this.exec = exec;
    this.httpGet = httpGet;
    this.tcpSocket = tcpSocket;
  }

  public static ProbeAction of(Probe.Exec exec, StarlarkStruct fields) {
    return new ProbeAction(fields, Optional.of(exec), Optional.empty(), Optional.empty());
  }

  public static ProbeAction of(Probe.HttpGet httpGet, StarlarkStruct fields) {
    return new ProbeAction(fields, Optional.empty(), Optional.of(httpGet), Optional.empty());
  }

  public static ProbeAction of(Probe.TcpSocket tcpSocket, StarlarkStruct fields) {
    return new ProbeAction(fields, Optional.empty(), Optional.empty(), Optional.of(tcpSocket));
  }

  public Optional<Probe.Exec> exec() {
    return exec;
  }

  public Optional<Probe.HttpGet> httpGet() {
    return httpGet;
  }

  public Optional<Probe.TcpSocket> tcpSocket() {
    return tcpSocket;
  }
}
