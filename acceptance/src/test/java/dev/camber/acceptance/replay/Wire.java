package dev.camber.acceptance.replay;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * HTTP as bytes: headers come in their order and case, any Host can be said, and nothing is
 * repeated or redirected.
 */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private String status = "";
  private boolean inBody;
  private final List<String> headers = new ArrayList<>();

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** Sends a request and reads the head of its answer. */
  static Wire send(
      boolean tls, int port, String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    if (tls) {
      socket =
          trusting()
              .getSocketFactory()
              .createSocket(socket, "127.0.0.1", port, /* autoClose= */ true);
    }
    Wire wire = new Wire(socket);
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
    if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
    wire.readHead();
    return wire;
  }

  private static SSLContext trusting() throws IOException {
    X509TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {all}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void readHead() throws IOException {
    status = line().replaceFirst("^HTTP/1\\.[01] ", "");
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed within a line: " + out.toString(StandardCharsets.UTF_8));
      }
      out.write(c);
    }
    return out.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Status code and reason. */
  String status() {
    return status;
  }

  List<String> headers() {
    return headers;
  }

  String header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(h -> h.substring(prefix.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** The next piece of a body sent in pieces; empty at its end. */
  byte[] chunk() throws IOException {
    if (inBody) {
      line(); // the end of the piece before, which may come with the next one only
    }
    inBody = true;
    String size = line();
    int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
    return in.readNBytes(length);
  }

  /** The whole body. */
  String body(String method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (method.equals("HEAD") || status.startsWith("204") || status.startsWith("304")) {
      return "";
    }
    if (header("Transfer-Encoding").equals("chunked")) {
      for (byte[] piece = chunk(); piece.length > 0; piece = chunk()) {
        out.writeBytes(piece);
      }
    } else if (!header("Content-Length").isEmpty()) {
      out.writeBytes(in.readNBytes(Integer.parseInt(header("Content-Length"))));
    } else {
      out.writeBytes(in.readAllBytes());
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The next websocket message of the server that carries text; pings are passed over. */
  String message() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (true) {
      int first = byteOf();
      long length = byteOf() & 0x7f;
      if (length == 126) {
        length = (long) byteOf() << 8 | byteOf();
      } else if (length == 127) {
        length = 0;
        for (int i = 0; i < 8; i++) {
          length = length << 8 | byteOf();
        }
      }
      byte[] payload = in.readNBytes((int) length);
      int opcode = first & 0xf;
      if (opcode == 8) {
        throw new EOFException("closed by the server");
      }
      if (opcode > 8) {
        continue;
      }
      out.writeBytes(payload);
      if ((first & 0x80) != 0) {
        return out.toString(StandardCharsets.UTF_8);
      }
    }
  }

  private int byteOf() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("closed");
    }
    return b;
  }

  /** Waits without end for what comes next. */
  Wire patiently() throws IOException {
    socket.setSoTimeout(0);
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
