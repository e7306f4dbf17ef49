package dev.camber.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request, whose body is read only when somebody asks for it.
 *
 * @param method in upper case
 * @param path as sent: still encoded, without the query
 * @param query decoded
 * @param headers all of them
 * @param body the body, not read yet
 * @param door where it came in
 */
public record Request(
    String method, String path, Query query, Headers headers, Body body, Door door) {

  /** Where a request came in. */
  public enum Door {
    /** The web server: pages, the page's calls. */
    WEB,
    /** The API server: TLS and a bearer token. */
    API,
    /** The session's Unix socket, which answers like both. */
    SOCKET
  }

  /** A body on its way. */
  @FunctionalInterface
  public interface Body {
    Body EMPTY = limit -> new byte[0];

    /**
     * Reads all of it; a second call gives the same bytes.
     *
     * @param limit the most bytes to take
     * @throws BodyRefused if there are more, or the sender is too slow or gone
     */
    byte[] read(int limit) throws BodyRefused;
  }

  /** The decoded segments of the path; empty if an escape in it is broken. */
  public Optional<List<String>> segments() {
    List<String> out = new ArrayList<>();
    for (String piece : path.split("/", -1)) {
      Optional<String> decoded = Percent.decode(piece);
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      out.add(decoded.get());
    }
    return Optional.of(out.subList(1, out.size()));
  }

  /** Whether the method promises to change nothing. */
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /** The first value of a header, empty text without one. */
  public String header(String name) {
    return headers.first(name).orElse("");
  }

  /** The same request for another path. */
  public Request withPath(String value) {
    return new Request(method, value, query, headers, body, door);
  }
}
