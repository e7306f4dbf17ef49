package dev.camber.kubernetes.forward;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sockets that listen for one forward: both loopback addresses, or all that a host name stands
 * for. Source: spec engine 3.14.
 */
final class LocalListeners implements AutoCloseable {
  private final List<ServerSocket> sockets;

  private LocalListeners(List<ServerSocket> sockets) {
    this.sockets = List.copyOf(sockets);
  }

  /**
   * @param host empty or {@code localhost} for both loopbacks
   * @param port 0 to have one picked; all addresses get the same
   */
  static LocalListeners open(String host, int port) throws PortBusyException {
    List<InetAddress> addresses = addresses(host);
    List<ServerSocket> sockets = new ArrayList<>();
    Optional<IOException> failure = Optional.empty();
    int wanted = port;
    for (InetAddress address : addresses) {
      if (address instanceof Inet6Address v6 && v6.getScopeId() != 0) {
        continue;
      }
      try {
        ServerSocket socket = new ServerSocket();
        // A port that a session used a moment ago is free again.
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, wanted));
        sockets.add(socket);
        wanted = socket.getLocalPort();
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
    if (!sockets.isEmpty()) {
      return new LocalListeners(sockets);
    }
    if (isLocalhost(host) || addresses.size() == 1) {
      String where = addresses.getFirst().getHostAddress() + ":" + port;
      throw new PortBusyException(
          "unable to listen on port "
              + port
              + ": listen tcp "
              + where
              + ": "
              + failure.map(e -> reason(e)).orElse("no address"),
          "find out who uses it: ss -ltnp 'sport = :" + port + "'");
    }
    throw new PortBusyException(
        "host " + host + ": cannot listen on any resolved addresses: " + addresses, "");
  }

  private static String reason(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("in use") ? "bind: address already in use" : text;
  }

  private static boolean isLocalhost(String host) {
    return host.isEmpty() || host.equals("localhost");
  }

  private static List<InetAddress> addresses(String host) throws PortBusyException {
    try {
      if (isLocalhost(host)) {
        return List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1"));
      }
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new PortBusyException("host " + host + ": no such host", "");
    }
  }

  List<ServerSocket> sockets() {
    return sockets;
  }

  int port() {
    return sockets.getFirst().getLocalPort();
  }

  /** The addresses without port, as a status has them. */
  List<String> addresses() {
    return sockets.stream()
        .map(s -> s.getInetAddress().getHostAddress())
        .map(LocalListeners::brief)
        .toList();
  }

  private static String brief(String address) {
    return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address;
  }

  @Override
  public void close() {
    for (ServerSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException alreadyClosed) {
        // It was to end, and it has.
      }
    }
  }
}
