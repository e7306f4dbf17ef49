package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection that began as an HTTP/1.1 request and now speaks something else. The JDK's own
 * WebSocket cannot stand in: it refuses the sub-protocol {@code SPDY/3.1+portforward.k8s.io} for
 * its slash.
 */
final class HttpUpgrade implements Closeable {
  private static final int CONNECT_MILLIS = 30_000;
  private static final int MAX_HEAD = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Map<String, String> headers;

  private HttpUpgrade(Socket socket, InputStream in, Map<String, String> headers)
      throws IOException {
    this.socket = socket;
    this.in = in;
    this.out = socket.getOutputStream();
    this.headers = headers;
  }

  /** What the server answered; status 101 means that the connection is ours. */
  private record Answer(int status, Map<String, String> headers) {}

  /**
   * Asks for an upgrade; a 401 is tried once more with fresh credentials.
   *
   * @param headers name, value, name, value
   */
  static HttpUpgrade open(
      ServerConnection connection, String method, String path, List<String> headers)
      throws KubeException, InterruptedException {
    Credentials used = connection.credentials();
    try {
      return openOnce(connection, method, path, headers);
    } catch (KubeException e) {
      if (e.code() != 401) {
        throw e;
      }
    }
    connection.refresh(used);
    return openOnce(connection, method, path, headers);
  }

  private static HttpUpgrade openOnce(
      ServerConnection connection, String method, String path, List<String> headers)
      throws KubeException, InterruptedException {
    Socket socket = new Socket();
    boolean done = false;
    try {
      socket = connect(connection, socket);
      socket.setSoTimeout(CONNECT_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 32 * 1024);
      String host = connection.server().getHost() + ":" + connection.port();
      StringBuilder head = new StringBuilder();
      head.append(method).append(' ').append(connection.uri(path).getRawPath());
      String query = connection.uri(path).getRawQuery();
      if (query != null) {
        head.append('?').append(query);
      }
      head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\nUser-Agent: camber\r\n");
      append(head, headers);
      append(head, connection.authHeaders());
      if (method.equals("POST")) {
        head.append("Content-Length: 0\r\n");
      }
      head.append("\r\n");
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      Answer answer = readHead(in);
      if (answer.status() != 101) {
        throw StatusBody.error(answer.status(), readBody(in, answer.headers()));
      }
      socket.setSoTimeout(0);
      HttpUpgrade upgraded = new HttpUpgrade(socket, in, answer.headers());
      done = true;
      return upgraded;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw connection.failure(method, path, e);
    } finally {
      if (!done) {
        closeQuietly(socket);
      }
    }
  }

  private static Socket connect(ServerConnection connection, Socket socket) throws IOException {
    String host = connection.server().getHost();
    int port = connection.port();
    Optional<InetSocketAddress> proxy = connection.proxy();
    InetSocketAddress target =
        proxy
            .map(p -> new InetSocketAddress(p.getHostString(), p.getPort()))
            .orElseGet(() -> new InetSocketAddress(bare(host), port));
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    socket.connect(target, CONNECT_MILLIS);
    socket.setSoTimeout(CONNECT_MILLIS);
    if (proxy.isPresent()) {
      String connect =
          "CONNECT " + host + ":" + port + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n";
      socket.getOutputStream().write(connect.getBytes(StandardCharsets.ISO_8859_1));
      Answer answer = readHead(socket.getInputStream());
      if (answer.status() != 200) {
        throw new IOException("the proxy refused the connection: status " + answer.status());
      }
    }
    if (!"https".equals(connection.server().getScheme())) {
      return socket;
    }
    SSLSocket tls =
        (SSLSocket)
            connection.tls().getSocketFactory().createSocket(socket, bare(host), port, true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static void append(StringBuilder head, List<String> headers) {
    for (int i = 0; i < headers.size(); i += 2) {
      head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
    }
  }

  private static Answer readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("EOF");
      }
      head.append((char) b);
      if (head.length() > MAX_HEAD) {
        throw new IOException("the answer's head is longer than " + MAX_HEAD + " bytes");
      }
    }
    String[] lines = head.toString().split("\r\n", -1);
    String[] first = lines[0].split(" ", 3);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
      }
    }
    try {
      return new Answer(Integer.parseInt(first.length > 1 ? first[1] : ""), headers);
    } catch (NumberFormatException e) {
      throw new IOException("not an HTTP answer: " + lines[0], e);
    }
  }

  private static byte[] readBody(InputStream in, Map<String, String> headers) throws IOException {
    String length = headers.getOrDefault("Content-Length", "");
    if (!length.isEmpty()) {
      return in.readNBytes(Math.min(Integer.parseInt(length), 1 << 20));
    }
    boolean chunked =
        headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT).equals("chunked");
    return chunked ? readChunks(in) : new byte[0];
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      StringBuilder line = new StringBuilder();
      int b;
      while ((b = in.read()) >= 0 && b != '\n') {
        line.append((char) b);
      }
      int size = Integer.parseInt(line.toString().strip().split(";", 2)[0], 16);
      if (size == 0 || body.size() > 1 << 20) {
        return body.toByteArray();
      }
      body.write(in.readNBytes(size));
      in.skipNBytes(2);
    }
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** A header of the answer; empty if there is none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nothing more is wanted of it.
    }
  }
}
