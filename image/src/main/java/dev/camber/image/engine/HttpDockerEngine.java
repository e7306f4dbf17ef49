package dev.camber.image.engine;

import dev.camber.host.env.Environment;
import dev.camber.host.process.Processes;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.http.HttpClient;
import dev.camber.image.http.HttpRequest;
import dev.camber.image.http.Query;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A real engine, asked over HTTP. */
public final class HttpDockerEngine implements DockerEngine {
  private final EngineCalls calls;
  private final DockerImages images;
  private final DockerContainers containers;
  private final DockerBuilds builds;

  /**
   * @param processes starts ssh for an engine that is reached that way
   * @param environment where secrets given by a variable's name are looked up
   * @param random for the ids of builds and sessions
   * @throws EnvironmentError if the endpoint's address or TLS files are unusable; nobody is asked
   *     yet
   */
  public HttpDockerEngine(
      DockerEndpoint endpoint,
      CredentialSource credentials,
      Processes processes,
      Environment environment,
      RandomGenerator random)
      throws EnvironmentError {
    this.calls = new EngineCalls(endpoint, processes, environment);
    this.images = new HttpDockerImages(calls);
    this.containers = new HttpDockerContainers(calls);
    this.builds = new HttpDockerBuilds(calls, credentials, environment, random);
  }

  @Override
  public DockerEndpoint endpoint() {
    return calls.endpoint();
  }

  @Override
  public EngineVersion version(Duration timeout) throws EnvironmentError, InterruptedException {
    HttpClient.Fetched ping = calls.fetch(HttpRequest.get("/_ping"), timeout);
    HttpClient.Fetched answer = calls.fetch(HttpRequest.get("/version"), timeout);
    Json version;
    try {
      version = Json.parse(answer.text());
    } catch (JsonSyntaxException e) {
      throw new EnvironmentError(
          "what answers at " + endpoint().host() + " is no Docker engine: " + e.getMessage(),
          "try: docker version",
          e);
    }
    return new EngineVersion(
        EngineJson.text(version, "Version"),
        EngineJson.text(version, "ApiVersion"),
        EngineJson.text(version, "Os"),
        EngineJson.text(version, "Arch"),
        ping.headers().getOrDefault("builder-version", ""));
  }

  @Override
  public JsonObject info() throws EnvironmentError, InterruptedException {
    return calls.json(HttpRequest.get("/info")).asObject().orElse(JsonObject.EMPTY);
  }

  @Override
  public DockerImages images() {
    return images;
  }

  @Override
  public DockerContainers containers() {
    return containers;
  }

  @Override
  public DockerBuilds builds() {
    return builds;
  }

  @Override
  public void events(Map<String, List<String>> filters, EventListener listener)
      throws EnvironmentError, InterruptedException {
    String target = Query.of("/events").withIfSet("filters", Filters.json(filters)).toString();
    calls.call(
        HttpRequest.get(target),
        response -> {
          EngineCalls.documents(response, listener::event);
          return true;
        });
  }
}
