package dev.camber.server;

import dev.camber.model.session.StateDirectory;
import dev.camber.model.session.Version;
import dev.camber.server.jetty.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * How a session is served.
 *
 * @param host where the web server listens; beyond loopback it speaks TLS and asks for the token
 * @param port of the web server, 0 for any
 * @param state where tokens and the files of sessions lie
 * @param registries kubeconfig-format registries to be entered in; the first is the session's own
 * @param otherTokens web token files of others to accept and to make: that of the reference's
 *     client, when asked for
 * @param certificates directory that keeps the session's certificate
 * @param runtime a directory of short path for the socket, used when the state's is too long
 * @param machineNames names of this machine that a browser may use when the host is beyond loopback
 * @param directory where the session was started
 * @param tiltfile the main Tiltfile, absolute
 * @param pid this process
 * @param version of this program
 * @param limits what callers may use up
 */
public record Settings(
    String host,
    int port,
    StateDirectory state,
    List<Path> registries,
    List<Path> otherTokens,
    Path certificates,
    Path runtime,
    Set<String> machineNames,
    String directory,
    String tiltfile,
    long pid,
    Version version,
    Limits limits) {
  public Settings {
    registries = List.copyOf(registries);
    otherTokens = List.copyOf(otherTokens);
    machineNames = Set.copyOf(machineNames);
  }
}
