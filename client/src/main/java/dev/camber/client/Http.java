package dev.camber.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 exchange after the other, over a Unix socket or TCP, a connection each. The JDK's
 * own client speaks no Unix sockets and costs a command more than the whole rest of its work.
 */
final class Http {
  private final SocketAddress address;
  private final String hostHeader;
  private final Map<String, String> headers;

  private Http(SocketAddress address, String hostHeader, Map<String, String> headers) {
    this.address = address;
    this.hostHeader = hostHeader;
    this.headers = Map.copyOf(headers);
  }

  static Http overSocket(String path, Map<String, String> headers) {
    return new Http(UnixDomainSocketAddress.of(path), "localhost", headers);
  }

  static Http overTcp(String host, int port, Map<String, String> headers) {
    return new Http(new InetSocketAddress(host, port), host + ":" + port, headers);
  }

  /** An answer whose body is still on the way; closing it ends the connection. */
  record Answer(
      int status,
      String reason,
      Map<String, String> headers,
      InputStream body,
      AutoCloseable connection)
      implements AutoCloseable {

    /** The rest of the body as text. */
    String text() throws IOException {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      try {
        connection.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  Answer get(String path) throws IOException {
    return send("GET", path, "", new byte[0], Map.of());
  }

  Answer get(String path, Map<String, String> more) throws IOException {
    return send("GET", path, "", new byte[0], more);
  }

  Answer send(String method, String path, String contentType, byte[] body, Map<String, String> more)
      throws IOException {
    AutoCloseable connection;
    InputStream in;
    OutputStream out;
    if (address instanceof UnixDomainSocketAddress) {
      SocketChannel channel = SocketChannel.open(address);
      connection = channel;
      in = Channels.newInputStream(channel);
      out = Channels.newOutputStream(channel);
    } else {
      Socket socket = new Socket();
      socket.connect(address, 5_000);
      connection = socket;
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(hostHeader);
    head.append("\r\nConnection: close\r\nUser-Agent: camber\r\n");
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (!contentType.isEmpty()) {
      head.append("Content-Type: ").append(contentType).append("\r\n");
    }
    if (body.length > 0 || !contentType.isEmpty()) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    out.write(request.toByteArray());
    out.flush();
    return answer(new BufferedInputStream(in), connection);
  }

  private static Answer answer(InputStream in, AutoCloseable connection) throws IOException {
    String[] status = line(in).split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
      throw new IOException("the answer is not HTTP: " + String.join(" ", status));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        // Several headers of one name, such as warnings, stay apart by line.
        headers.merge(
            line.substring(0, colon).toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip(),
            (one, next) -> one + "\n" + next);
      }
    }
    InputStream body = in;
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      body = new Chunks(in);
    } else if (headers.containsKey("content-length")) {
      body = new Limited(in, Long.parseLong(headers.get("content-length")));
    }
    return new Answer(
        Integer.parseInt(status[1]), status.length > 2 ? status[2] : "", headers, body, connection);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the session closed the connection");
      }
      if (c == '\n') {
        break;
      }
      if (c != '\r') {
        out.write(c);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A body of known length. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = in.read(into, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException("the answer ended early");
      }
      left -= n;
      return n;
    }
  }

  /** A chunked body. */
  private static final class Chunks extends InputStream {
    private final InputStream in;
    private long left;
    private boolean ended;

    Chunks(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (ended) {
        return -1;
      }
      if (left == 0) {
        String size = line(in);
        if (size.isEmpty()) {
          size = line(in); // the end of the chunk before
        }
        left = Long.parseLong(size.split(";", 2)[0].strip(), 16);
        if (left == 0) {
          ended = true;
          return -1;
        }
      }
      int n = in.read(into, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException("the answer ended early");
      }
      left -= n;
      return n;
    }
  }
}
