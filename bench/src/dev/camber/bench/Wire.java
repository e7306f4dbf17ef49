package dev.camber.bench;

import dev.camber.model.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTTP/1.1 over a session's Unix socket, as little of it as measuring needs. For one thread. */
final class Wire implements AutoCloseable {
  private static final String KINDS = "/apis/tilt.dev/v1alpha1/";
  private final String socket;
  private final String token;
  private SocketChannel channel;
  private InputStream in;
  private OutputStream out;

  Wire(String socket, String token) throws IOException {
    this.socket = socket;
    this.token = token;
    connect();
  }

  Wire another() throws IOException {
    return new Wire(socket, token);
  }

  private void connect() throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    out = Channels.newOutputStream(channel);
  }

  /** The objects of a kind. */
  List<Json> list(String kind) throws Exception {
    List<Json> items = new ArrayList<>();
    Json.parse(new String(call("GET", kind, "", ""), StandardCharsets.UTF_8))
        .at("items").flatMap(Json::asArray).orElseThrow().forEach(items::add);
    return items;
  }

  Json get(String kind, String name) throws Exception {
    return Json.parse(new String(call("GET", kind + "/" + name, "", ""), StandardCharsets.UTF_8));
  }

  /** One exchange; fails unless the answer is a success. */
  byte[] call(String method, String path, String type, String body) throws IOException {
    send(method, path, type, body);
    boolean chunked = false;
    boolean close = false;
    int length = 0;
    String status = line();
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      close |= lower.startsWith("connection:") && lower.contains("close");
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    byte[] answer = chunked ? chunks() : in.readNBytes(length);
    if (close) {
      channel.close();
      connect();
    }
    if (!status.contains(" 20")) {
      throw new IOException(method + " " + path + ": " + status + " " + new String(answer, StandardCharsets.UTF_8));
    }
    return answer;
  }

  /** Starts a watch; the caller reads its chunks. */
  Wire watch(String path) throws IOException {
    send("GET", path, "", "");
    while (!line().isEmpty()) {
      // headers
    }
    return this;
  }

  /** The next chunk of a watch. */
  byte[] chunk() throws IOException {
    String size = line();
    if (size.isEmpty()) {
      size = line(); // the end of the chunk before
    }
    byte[] data = in.readNBytes(Integer.parseInt(size.split(";")[0].strip(), 16));
    if (data.length == 0) {
      throw new EOFException("the watch ended");
    }
    return data;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line().split(";")[0].strip(), 16);
      all.write(in.readNBytes(size));
      line();
      if (size == 0) {
        return all.toByteArray();
      }
    }
  }

  private void send(String method, String path, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method + " " + KINDS + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
            + (type.isEmpty() ? "" : "\r\nContent-Type: " + type)
            + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    request.writeBytes(bytes);
    out.write(request.toByteArray());
    out.flush();
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the session closed the connection");
      }
      if (c == '\n') {
        return text.toString();
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
