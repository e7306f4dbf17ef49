package dev.camber.image.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sends requests, each on a connection of its own: a Unix socket costs nothing to open, and a
 * stream that is given up is simply closed. Thread-safe; it has no state.
 */
public final class HttpClient {
  private final Connector connector;

  public HttpClient(Connector connector) {
    this.connector = connector;
  }

  /** Sends a request and reads the head of its answer. The caller closes the response. */
  public HttpResponse send(HttpRequest request) throws IOException {
    Connection connection = connector.connect();
    try {
      return exchange(connection, request);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A whole response, read to its end. */
  public record Fetched(int status, Map<String, String> headers, String text) {
    public Fetched {
      headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws SocketTimeoutException if that takes longer than {@code limit}
   */
  public Fetched fetch(HttpRequest request, Duration limit) throws IOException {
    Connection connection = connector.connect();
    try (Deadline deadline = new Deadline(limit, connection)) {
      try (HttpResponse response = exchange(connection, request)) {
        return new Fetched(response.status(), response.headers(), response.text());
      } catch (IOException e) {
        if (deadline.isOver()) {
          SocketTimeoutException late =
              new SocketTimeoutException("no answer within " + limit.toMillis() + " ms");
          late.initCause(e);
          throw late;
        }
        throw e;
      } finally {
        connection.close();
      }
    }
  }

  /** What became of the wish to take a connection over. */
  public sealed interface Upgrade {
    /** The connection is ours; what was read ahead is in its input. */
    record Taken(Connection connection) implements Upgrade {}

    /** The other side refused. */
    record Refused(HttpResponse response) implements Upgrade {}
  }

  /**
   * Sends a request that asks for the raw connection ({@code Upgrade:} header). The other side
   * agrees by status 101, or 200 as older engines do for exec.
   */
  public Upgrade upgrade(HttpRequest request) throws IOException {
    Connection connection = connector.connect();
    try {
      BufferedInputStream input = new BufferedInputStream(connection.input());
      write(connection, request);
      Head head = head(input);
      if (head.status == 101 || head.status == 200) {
        return new Upgrade.Taken(new Hijacked(connection, input));
      }
      return new Upgrade.Refused(response(head, input, connection));
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private HttpResponse exchange(Connection connection, HttpRequest request) throws IOException {
    BufferedInputStream input = new BufferedInputStream(connection.input());
    Optional<IOException> broken = Optional.empty();
    try {
      write(connection, request);
    } catch (HungUpException e) {
      // An engine that refuses a body answers before it hangs up: there may be something to read.
      broken = Optional.of(e);
    }
    Head head;
    try {
      head = head(input);
    } catch (IOException e) {
      if (broken.isPresent() && e instanceof EOFException) {
        throw broken.get();
      }
      throw e; // what the reading side has to say explains more than a broken pipe
    }
    return response(head, input, connection);
  }

  private void write(Connection connection, HttpRequest request) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(connector.hostHeader()).append("\r\n");
    head.append("User-Agent: camber\r\n");
    boolean upgrades = false;
    for (Map.Entry<String, String> header : request.headers()) {
      upgrades |= header.getKey().equalsIgnoreCase("Upgrade");
      head.append(header.getKey()).append(": ").append(oneLine(header.getValue())).append("\r\n");
    }
    if (!upgrades) {
      head.append("Connection: close\r\n");
    }
    long length = request.body().map(HttpRequest.Body::length).orElse(0L);
    if (length < 0) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (request.body().isPresent()) {
      head.append("Content-Length: ").append(length).append("\r\n");
    } else if (!request.method().equals("GET")) {
      head.append("Content-Length: 0\r\n");
    }
    head.append("\r\n");
    OutputStream out =
        new BufferedOutputStream(new ConnectionOutput(connection.output()), 64 * 1024);
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    if (request.body().isPresent() && length >= 0) {
      request.body().get().writeTo(out);
    } else if (request.body().isPresent()) {
      ChunkedOutput chunks = new ChunkedOutput(out);
      request.body().get().writeTo(chunks);
      chunks.close(); // only here: a body that failed must not look complete
    }
    out.flush();
  }

  /** The other side takes no more; what comes from the maker of a body is another matter. */
  private static final class HungUpException extends IOException {
    private static final long serialVersionUID = 1L;

    HungUpException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static final class ConnectionOutput extends OutputStream {
    private final OutputStream out;

    ConnectionOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (ClosedChannelException e) {
        throw e; // closed by ourselves: nothing will be answered
      } catch (IOException e) {
        throw new HungUpException(e);
      }
    }
  }

  /** A header's value cannot carry a line end: it would start a header of its own. */
  private static String oneLine(String value) {
    return value.replace('\r', ' ').replace('\n', ' ');
  }

  private record Head(int status, Map<String, String> headers) {}

  private static Head head(InputStream input) throws IOException {
    while (true) {
      String statusLine = HttpInput.line(input);
      String[] parts = statusLine.split(" ", 3);
      if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
        throw new IOException("not an HTTP answer: \"" + abbreviate(statusLine) + "\"");
      }
      int status;
      try {
        status = Integer.parseInt(parts[1]);
      } catch (NumberFormatException e) {
        throw new IOException("not an HTTP answer: \"" + abbreviate(statusLine) + "\"", e);
      }
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line = HttpInput.line(input); !line.isEmpty(); line = HttpInput.line(input)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
      }
      if (status >= 200 || status == 101) {
        return new Head(status, headers);
      }
    }
  }

  private static String abbreviate(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static HttpResponse response(Head head, InputStream input, Connection connection)
      throws IOException {
    InputStream body;
    String encoding = head.headers.getOrDefault("transfer-encoding", "");
    String length = head.headers.get("content-length");
    if (head.status == 204 || head.status == 304) {
      body = InputStream.nullInputStream();
    } else if (encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
      body = HttpInput.chunked(input);
    } else if (length != null) {
      try {
        body = HttpInput.fixed(input, Long.parseLong(length));
      } catch (NumberFormatException e) {
        throw new IOException("not a length: \"" + length + "\"", e);
      }
    } else {
      body = input;
    }
    return new HttpResponse(head.status, head.headers, body, connection);
  }

  private record Hijacked(Connection below, InputStream input) implements Connection {
    @Override
    public OutputStream output() {
      return below.output();
    }

    @Override
    public void closeOutput() throws IOException {
      below.closeOutput();
    }

    @Override
    public void close() throws IOException {
      below.close();
    }
  }
}
