package dev.camber.image.engine;

import dev.camber.host.env.Environment;
import dev.camber.host.process.Processes;
import dev.camber.image.context.ContextReadException;
import dev.camber.image.http.HttpClient;
import dev.camber.image.http.HttpRequest;
import dev.camber.image.http.HttpResponse;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Calls to one engine, with its errors put into words. Thread-safe. */
final class EngineCalls {
  private final DockerEndpoint endpoint;
  private final HttpClient http;

  EngineCalls(DockerEndpoint endpoint, Processes processes, Environment environment)
      throws EnvironmentError {
    this.endpoint = endpoint;
    this.http = new HttpClient(endpoint.connector(processes, environment));
  }

  DockerEndpoint endpoint() {
    return endpoint;
  }

  /** What is done with a successful response. */
  interface Reading<T> {
    T read(HttpResponse response)
        throws IOException, JsonSyntaxException, EnvironmentError, InterruptedException;
  }

  /** Sends and reads; a refusal becomes an {@link EngineResponseException}. */
  <T> T call(HttpRequest request, Reading<T> reading)
      throws EnvironmentError, InterruptedException {
    try (HttpResponse response = http.send(versioned(request))) {
      if (!response.isSuccess()) {
        throw refusal(response);
      }
      return reading.read(response);
    } catch (IOException e) {
      throw failure(e);
    } catch (JsonSyntaxException e) {
      throw new EnvironmentError(
          "the Docker engine at "
              + endpoint.host()
              + " gave an answer that is not JSON: "
              + e.getMessage(),
          "check that a Docker engine is there: docker version",
          e);
    }
  }

  Json json(HttpRequest request) throws EnvironmentError, InterruptedException {
    return call(request, response -> Json.parse(response.text()));
  }

  /** Sends; whatever comes back with a success is dropped. */
  void run(HttpRequest request) throws EnvironmentError, InterruptedException {
    call(
        request,
        response -> {
          response.body().readAllBytes();
          return true;
        });
  }

  /** A whole answer, or an error if it takes longer than {@code limit}. */
  HttpClient.Fetched fetch(HttpRequest request, Duration limit)
      throws EnvironmentError, InterruptedException {
    HttpClient.Fetched answer;
    try {
      answer = http.fetch(versioned(request), limit);
    } catch (SocketTimeoutException e) {
      throw new EnvironmentError(
          "the Docker daemon at "
              + endpoint.host()
              + endpoint.from()
              + " did not answer within "
              + limit.toSeconds()
              + " s",
          "try: docker version",
          e);
    } catch (IOException e) {
      throw failure(e);
    }
    if (!answer.isSuccess()) {
      throw refusal(answer.status(), answer.text());
    }
    return answer;
  }

  /** Takes over the raw connection of a request that asks for it. */
  HttpClient.Upgrade.Taken upgrade(HttpRequest request)
      throws EnvironmentError, InterruptedException {
    try {
      return switch (http.upgrade(versioned(request))) {
        case HttpClient.Upgrade.Taken taken -> taken;
        case HttpClient.Upgrade.Refused refused -> {
          try (HttpResponse response = refused.response()) {
            throw refusal(response);
          }
        }
      };
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Takes the documents of a response with one JSON value per line. */
  interface Documents {
    void document(JsonObject document) throws EnvironmentError, InterruptedException;
  }

  /** Hands on each document as it comes; an {@code error} in one ends in an exception. */
  static void documents(HttpResponse response, Documents taker)
      throws IOException, JsonSyntaxException, EnvironmentError, InterruptedException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      JsonObject document = Json.parse(line).asObject().orElse(JsonObject.EMPTY);
      Optional<String> error =
          document.stringAt("errorDetail", "message").or(() -> document.stringAt("error"));
      if (error.isPresent()) {
        throw new EngineResponseException(500, error.get());
      }
      taker.document(document);
    }
  }

  private HttpRequest versioned(HttpRequest request) {
    return endpoint.apiVersion().isEmpty()
        ? request
        : new HttpRequest(
            request.method(),
            "/v" + endpoint.apiVersion() + request.target(),
            request.headers(),
            request.body());
  }

  private static EngineResponseException refusal(HttpResponse response) throws IOException {
    return refusal(response.status(), response.text());
  }

  private static EngineResponseException refusal(int status, String body) {
    String text = body.strip();
    String message = text;
    try {
      message = Json.parse(text).stringAt("message").orElse(text);
    } catch (JsonSyntaxException e) {
      // plain text then, from a proxy or an old engine
    }
    return new EngineResponseException(
        status, message.isEmpty() ? "the engine answered with status " + status : message);
  }

  /** What a broken connection means to a person. */
  EnvironmentError failure(IOException e) throws InterruptedException {
    if (e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
      Thread.interrupted();
      InterruptedException interrupted =
          new InterruptedException("interrupted while talking to the Docker engine");
      interrupted.initCause(e);
      throw interrupted;
    }
    if (e instanceof ContextReadException) {
      return new EnvironmentError("reading build context: " + e.getMessage(), "", e);
    }
    String where = endpoint.host() + endpoint.from();
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (e instanceof AccessDeniedException || lower.contains("permission denied")) {
      return new EnvironmentError(
          "permission denied while trying to connect to the Docker daemon at " + where,
          "add yourself to the group that owns the socket (often: sudo usermod -aG docker $USER, then"
              + " log in again), or use rootless Docker",
          e);
    }
    if (e instanceof UnresolvedEndpoint.Unresolved) {
      return new EnvironmentError(
          message, "check DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or unset them", e);
    }
    boolean nobody =
        e instanceof ConnectException
            || (e instanceof SocketException && lower.contains("no such file"))
            || lower.contains("connection refused")
            || lower.contains("no such file or directory");
    if (nobody) {
      return new EnvironmentError(
          "Cannot connect to the Docker daemon at "
              + endpoint.host()
              + ". Is the docker daemon running?"
              + (endpoint.isDefault() ? "" : " (address" + endpoint.from() + ")"),
          "check with: docker version; DOCKER_HOST and docker context decide which daemon is asked",
          e);
    }
    return new EnvironmentError(
        "talking to the Docker daemon at " + where + ": " + message,
        "check with: docker version",
        e);
  }
}
