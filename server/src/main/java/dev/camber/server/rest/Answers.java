package dev.camber.server.rest;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonWriter;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import dev.camber.server.http.Headers;
import dev.camber.server.http.Response;
import java.nio.charset.StandardCharsets;

/** Puts trees on the wire as the Kubernetes libraries do; stateless. */
final class Answers {
  /** From this size on Go sends a body in chunks; some scripts look at the header. */
  private static final int CHUNKED_FROM = 2049;

  private static final String CACHE = "no-cache, private";

  private Answers() {}

  static Response of(int status, Json body, Wanted wanted) {
    if (wanted.yaml()) {
      try {
        return bytes(status, "application/yaml", YamlWriter.kubernetes(body));
      } catch (YamlException e) {
        return error(
            ApiError.internal("this object cannot be written as YAML: " + e.getMessage()), wanted);
      }
    }
    return json(status, body, wanted.pretty());
  }

  static Response json(int status, Json body, boolean pretty) {
    return bytes(
        status,
        "application/json",
        pretty ? JsonWriter.prettyHtmlSafe(body, "  ") : JsonWriter.compactHtmlSafe(body) + "\n");
  }

  static Response error(ApiError error, Wanted wanted) {
    return error.code() == 406
        ? json(406, error.status(), true)
        : of(error.code(), error.status(), wanted);
  }

  static Response error(ApiError error) {
    return json(error.code(), error.status(), error.code() == 406);
  }

  static Response bytes(int status, String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = Headers.of("Cache-Control", CACHE, "Content-Type", contentType);
    return new Response(
        status,
        bytes.length >= CHUNKED_FROM ? headers.with("Transfer-Encoding", "chunked") : headers,
        new Response.Bytes(bytes));
  }

  /** A document of known length, however long. */
  static Response whole(String contentType, String text) {
    return Response.of(200, contentType, text.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", CACHE);
  }

  static Response plain(int status, String text) {
    return Response.of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", CACHE)
        .with("X-Content-Type-Options", "nosniff");
  }
}
