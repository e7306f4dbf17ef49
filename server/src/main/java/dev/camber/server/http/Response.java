package dev.camber.server.http;

import java.nio.charset.StandardCharsets;

/** What is answered. */
public record Response(int status, Headers headers, Content content) {

  /** What follows the headers. */
  public sealed interface Content {}

  /** A body that is there. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  public record Bytes(byte[] bytes) implements Content {}

  /** A body that comes bit by bit; the connection ends with it. */
  public record Live(Stream stream) implements Content {}

  /** The connection becomes a WebSocket on which only the server speaks. */
  public record Socket(Stream stream) implements Content {}

  /** The connection becomes a WebSocket on which both sides speak, in binary messages. */
  public record Dialogue(Conversation conversation) implements Content {}

  /** Speaks while it lasts, on a virtual thread of its own; is interrupted when it must end. */
  @FunctionalInterface
  public interface Conversation {
    void run(Messages messages) throws SinkClosed, InterruptedException;
  }

  /**
   * Writes an answer while it lasts, on a virtual thread of its own. May wait as long as it likes;
   * is interrupted when the server stops.
   */
  @FunctionalInterface
  public interface Stream {
    void run(Sink sink) throws SinkClosed, InterruptedException;
  }

  /** An answer without body. */
  public static Response of(int status) {
    return new Response(status, Headers.NONE, new Bytes(new byte[0]));
  }

  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Headers.of("Content-Type", contentType), new Bytes(body));
  }

  /** Plain text as Go's http.Error writes it: with a line end, and not to be guessed at. */
  public static Response text(int status, String text) {
    return new Response(
        status,
        Headers.of(
            "Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"),
        new Bytes((text + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  public static Response live(String contentType, Stream stream) {
    return new Response(200, Headers.of("Content-Type", contentType), new Live(stream));
  }

  public Response with(String header, String value) {
    return new Response(status, headers.with(header, value), content);
  }

  public Response without(String header) {
    return new Response(status, headers.without(header), content);
  }

  public Response replacing(String header, String value) {
    return new Response(status, headers.replaced(header, value), content);
  }

  /** The body as text; for bodies that are there. */
  public String bodyText() {
    return content instanceof Bytes b ? new String(b.bytes(), StandardCharsets.UTF_8) : "";
  }
}
