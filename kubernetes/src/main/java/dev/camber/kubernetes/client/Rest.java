package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Requests with JSON in and out over a {@link ServerConnection}. Thread-safe. */
final class Rest {
  /** As kubectl's discovery; ordinary calls answer within milliseconds. */
  static final Duration TIMEOUT = Duration.ofSeconds(32);

  private static final int PATIENT_TRIES = 10;
  private static final String JSON = "application/json";

  private final ServerConnection connection;

  Rest(ServerConnection connection) {
    this.connection = connection;
  }

  /** Query parameters in their order. */
  static final class Query {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    Query set(String name, String value) {
      if (!value.isEmpty()) {
        parameters.put(name, value);
      }
      return this;
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      parameters.forEach((name, value) ->
          out.append(out.isEmpty() ? '?' : '&')
              .append(name)
              .append('=')
              .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
      return out.toString();
    }
  }

  JsonObject get(String path, String accept) throws KubeException, InterruptedException {
    return object(path, call(HttpRequest.newBuilder().GET(), path, accept));
  }

  JsonObject get(String path) throws KubeException, InterruptedException {
    return get(path, JSON);
  }

  Json getAny(String path) throws KubeException, InterruptedException {
    return parse(path, call(HttpRequest.newBuilder().GET(), path, JSON));
  }

  /** The status of a GET whose body does not matter. */
  int status(String path, Duration timeout) throws KubeException, InterruptedException {
    HttpResponse<InputStream> answer =
        connection.send(HttpRequest.newBuilder().GET().timeout(timeout), path);
    ServerConnection.close(answer);
    return answer.statusCode();
  }

  JsonObject send(String method, String path, String contentType, Json body)
      throws KubeException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .method(method, BodyPublishers.ofByteArray(utf8(body)))
            .header("Content-Type", contentType);
    return object(path, call(request, path, JSON));
  }

  /** Opens a body that lasts; it has no time limit. */
  InputStream open(String path, String accept) throws KubeException, InterruptedException {
    HttpResponse<InputStream> answer =
        connection.send(HttpRequest.newBuilder().GET().header("Accept", accept), path);
    if (answer.statusCode() / 100 != 2) {
      throw StatusBody.error(answer.statusCode(), readAll("GET", path, answer));
    }
    return answer.body();
  }

  /** A server that asks for patience gets it, silently, as kubectl does it. */
  private byte[] call(HttpRequest.Builder request, String path, String accept)
      throws KubeException, InterruptedException {
    request.header("Accept", accept).timeout(TIMEOUT);
    for (int tries = 1; ; tries++) {
      HttpResponse<InputStream> answer = connection.send(request, path);
      byte[] body = readAll(answer.request().method(), path, answer);
      int status = answer.statusCode();
      if (status / 100 == 2) {
        return body;
      }
      OptionalLong patience = answer.headers().firstValueAsLong("Retry-After");
      if ((status != 429 && status / 100 != 5) || patience.isEmpty() || tries > PATIENT_TRIES) {
        throw StatusBody.error(status, body);
      }
      Thread.sleep(Duration.ofSeconds(Math.clamp(patience.getAsLong(), 0, 10)));
    }
  }

  private byte[] readAll(String method, String path, HttpResponse<InputStream> answer)
      throws KubeException, InterruptedException {
    try (InputStream in = answer.body()) {
      return in.readAllBytes();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw connection.failure(method, path, e);
    }
  }

  private JsonObject object(String path, byte[] body) throws KubeException {
    return parse(path, body)
        .asObject()
        .orElseThrow(() ->
            KubeException.unreachable(
                "the answer to " + path + " is not an object", new IOException()));
  }

  private static Json parse(String path, byte[] body) throws KubeException {
    try {
      return JsonReader.read(body);
    } catch (JsonSyntaxException e) {
      throw KubeException.unreachable(
          "the answer to " + path + " is not JSON: " + e.getMessage(), e);
    }
  }

  private static byte[] utf8(Json body) {
    return body.compact().getBytes(StandardCharsets.UTF_8);
  }
}
