package dev.camber.server;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** HTTP by hand, so that tests can send what no proper client would. */
final class Wire implements AutoCloseable {
  private final Closeable connection;
  final InputStream in;
  final OutputStream out;

  private Wire(Closeable connection, InputStream in, OutputStream out) {
    this.connection = connection;
    this.in = in;
    this.out = out;
  }

  static Wire tcp(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    return new Wire(socket, socket.getInputStream(), socket.getOutputStream());
  }

  /** TLS to whoever answers: these tests are about what is behind it. */
  static Wire tls(int port) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    Socket socket = context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    return new Wire(socket, socket.getInputStream(), socket.getOutputStream());
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  static Wire unix(String path) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    return new Wire(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  /** An answer, its body read to the end. */
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** Sends a request on a connection of its own; headers are {@code Name: value} lines. */
  Answer ask(String method, String path, String body, String... headers) throws IOException {
    send(method, path, body, headers);
    return read();
  }

  void send(String method, String path, String body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean hasHost = false;
    for (String header : headers) {
      hasHost |= header.regionMatches(true, 0, "Host:", 0, 5);
      head.append(header).append("\r\n");
    }
    if (!hasHost) {
      head.append("Host: localhost\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.flush();
  }

  Answer read() throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (headers.containsKey("content-length")) {
      body.writeBytes(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
    } else if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      for (int size = chunk(); size > 0; size = chunk()) {
        body.writeBytes(in.readNBytes(size));
        line();
      }
      line();
    } else if (!status.contains(" 101")) {
      body.writeBytes(in.readAllBytes());
    }
    return new Answer(
        Integer.parseInt(status.split(" ", 3)[1]), headers, body.toString(StandardCharsets.UTF_8));
  }

  /** The next piece of a live body; its line end comes with the next one. */
  String readChunk() throws IOException {
    String size = line();
    return new String(
        in.readNBytes(Integer.parseInt(size.isEmpty() ? line() : size, 16)),
        StandardCharsets.UTF_8);
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  String line() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended after \"" + out + "\"");
      }
      if (c != '\r') {
        out.write(c);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
