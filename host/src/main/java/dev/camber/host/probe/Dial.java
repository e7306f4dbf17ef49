package dev.camber.host.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Connects to the first address of a host that answers, with Go's words for what fails. */
final class Dial {
  private Dial() {}

  /**
   * A connection. A name may have an IPv6 and an IPv4 address of which the server has one only, as
   * development servers often do with {@code localhost}.
   *
   * @throws IOException of the first address, with its whole message ready to show
   */
  static Socket connect(String host, int port, Deadline deadline) throws IOException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("dial tcp: lookup " + host + ": no such host", e);
    }
    IOException first = null;
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), deadline.millisLeft());
        return socket;
      } catch (IOException e) {
        socket.close();
        if (first == null) {
          String text = address.getHostAddress();
          String where = (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + port;
          first = new IOException("dial tcp " + where + ": " + reason(e), e);
        }
      }
    }
    throw first == null ? new IOException("dial tcp: lookup " + host + ": no such host") : first;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case SocketTimeoutException slow -> "i/o timeout";
      case NoRouteToHostException far -> "connect: no route to host";
      case ConnectException refused -> "connect: connection refused";
      default -> words(e);
    };
  }

  static String words(IOException e) {
    return e instanceof SocketTimeoutException
        ? "context deadline exceeded"
        : String.valueOf(e.getMessage());
  }
}
