package dev.camber.image.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param target path with its query, already escaped
 * @param headers in their order; a name may come more than once
 * @param body written while it is sent
 */
public record HttpRequest(
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    Optional<HttpRequest.Body> body) {
  public HttpRequest {
    headers = List.copyOf(headers);
  }

  /** The bytes of a body, made as they are needed. */
  public interface Body {
    void writeTo(OutputStream out) throws IOException;

    /** How many bytes there will be; negative if that is not known beforehand. */
    default long length() {
      return -1;
    }

    /** Bytes that are already there. */
    static Body of(byte[] bytes) {
      return new Body() {
        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(bytes);
        }

        @Override
        public long length() {
          return bytes.length;
        }
      };
    }
  }

  public static HttpRequest get(String target) {
    return new HttpRequest("GET", target, List.of(), Optional.empty());
  }

  public static HttpRequest of(String method, String target) {
    return new HttpRequest(method, target, List.of(), Optional.empty());
  }

  public HttpRequest withHeader(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new HttpRequest(method, target, more, body);
  }

  public HttpRequest withBody(String contentType, Body content) {
    HttpRequest typed = withHeader("Content-Type", contentType);
    return new HttpRequest(method, target, typed.headers, Optional.of(content));
  }

  public HttpRequest withJson(String json) {
    return withBody("application/json", Body.of(json.getBytes(StandardCharsets.UTF_8)));
  }
}
