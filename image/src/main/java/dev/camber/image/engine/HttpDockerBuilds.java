package dev.camber.image.engine;

import dev.camber.host.env.Environment;
import dev.camber.image.ImageBuildException;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.context.ContextTar;
import dev.camber.image.http.Connection;
import dev.camber.image.http.HttpRequest;
import dev.camber.image.http.Query;
import dev.camber.image.proto.ProtoException;
import dev.camber.image.session.BuildSession;
import dev.camber.image.trace.BuildTrace;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Builds of a real engine, with BuildKit and without. */
final class HttpDockerBuilds implements DockerBuilds {
  private static final String TRACE = "moby.buildkit.trace";
  private static final int ID_LENGTH = 25;

  private final EngineCalls calls;
  private final CredentialSource credentials;
  private final Environment environment;
  private final RandomGenerator random;

  HttpDockerBuilds(
      EngineCalls calls,
      CredentialSource credentials,
      Environment environment,
      RandomGenerator random) {
    this.calls = calls;
    this.credentials = credentials;
    this.environment = environment;
    this.random = random;
  }

  @Override
  public String build(EngineBuild build, BuildListener listener)
      throws ImageBuildException, EnvironmentError, InterruptedException {
    return build.buildKit() ? withBuildKit(build, listener) : classic(build, listener);
  }

  private String withBuildKit(EngineBuild build, BuildListener listener)
      throws ImageBuildException, EnvironmentError, InterruptedException {
    BuildSession session =
        new BuildSession(
            build.dockerfile(),
            build.context(),
            credentials,
            build.secrets(),
            build.sshAgents(),
            environment);
    String id = randomId();
    HttpRequest open =
        HttpRequest.of("POST", "/session")
            .withHeader("Upgrade", "h2c")
            .withHeader("Connection", "Upgrade")
            .withHeader("X-Docker-Expose-Session-Uuid", id)
            .withHeader("X-Docker-Expose-Session-Name", "camber")
            .withHeader("X-Docker-Expose-Session-Sharedkey", sharedKey(build.cacheKey()));
    for (String method : session.methods()) {
      open = open.withHeader("X-Docker-Expose-Session-Grpc-Method", method);
    }
    Query query =
        parameters(build)
            .with("version", "2")
            .with("session", id)
            .with("buildid", randomId())
            .with("remote", "client-session");
    Connection opened;
    try {
      opened = calls.upgrade(open).connection();
    } catch (EngineResponseException e) {
      if (!hasNoSessions(e)) {
        throw e;
      }
      listener.text(
          "The engine at " + calls.endpoint().host() + " has no BuildKit; using its own builder\n");
      return classic(build, listener);
    }
    try (Connection connection = opened) {
      Thread server =
          Thread.ofVirtual().name("buildkit-session").start(() -> serve(session, connection));
      try {
        return send(HttpRequest.of("POST", query.toString()), listener);
      } finally {
        connection.close();
        server.interrupt();
        server.join();
      }
    } catch (IOException e) {
      throw calls.failure(e);
    }
  }

  /** Engines that only look like Docker, such as Podman, do not know sessions. */
  private static boolean hasNoSessions(EngineResponseException e) {
    return e.isNotFound() || e.status() == 405 || e.status() == 501;
  }

  /** Closes the connection at the end, whatever it was, so that the engine does not wait for us. */
  private static void serve(BuildSession session, Connection connection) {
    try (connection) {
      session.serve(connection);
    } catch (IOException e) {
      // The build reports what it misses; the end of a session always looks like this.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String classic(EngineBuild build, BuildListener listener)
      throws ImageBuildException, EnvironmentError, InterruptedException {
    if (!build.secrets().isEmpty() || !build.sshAgents().isEmpty()) {
      throw new ImageBuildException(
          "Docker SSH secrets only work on Buildkit, but Buildkit has been disabled",
          "secret= and ssh= need BuildKit: unset DOCKER_BUILDKIT, or use an engine that has it"
              + " (Docker 18.09 or newer)");
    }
    ContextTar tar =
        new ContextTar(build.dockerfile(), build.context(), randomId(), listener::contextSent);
    HttpRequest request =
        HttpRequest.of(
                "POST", parameters(build).with("dockerfile", tar.dockerfileName()).toString())
            .withHeader("X-Registry-Config", credentials.allAsHeader())
            .withBody("application/x-tar", tar::writeTo);
    return send(request, listener);
  }

  private static Query parameters(EngineBuild build) {
    Query query = Query.of("/build");
    build.tags().forEach(tag -> query.with("t", tag));
    build.extraHosts().forEach(host -> query.with("extrahosts", host));
    JsonObject.Builder args = JsonObject.builder();
    for (String arg : build.buildArgs()) {
      int equals = arg.indexOf('=');
      if (equals < 0) {
        args.put(arg, Json.ofNull());
      } else {
        args.put(arg.substring(0, equals), arg.substring(equals + 1));
      }
    }
    JsonObject.Builder labels = JsonObject.builder();
    build.labels().forEach(labels::put);
    return query
        .with("buildargs", args.build().compact())
        .with("labels", labels.build().compact())
        .with("cachefrom", Json.strings(build.cacheFrom()).compact())
        .withIfSet("target", build.target())
        .withIfSet("platform", build.platform())
        .withIfSet("networkmode", build.network())
        .withIfSet("pull", build.pull() ? "1" : "")
        .with("rm", "1");
  }

  /** What a build's stream has told. */
  private static final class Outcome {
    private String imageId = "";
    private String failure = "";
  }

  private String send(HttpRequest request, BuildListener listener)
      throws ImageBuildException, EnvironmentError, InterruptedException {
    Outcome outcome = new Outcome();
    try {
      calls.call(
          request,
          response -> {
            try {
              EngineCalls.documents(response, document -> take(document, listener, outcome));
            } catch (EngineResponseException e) {
              outcome.failure = String.valueOf(e.getMessage());
            }
            return true;
          });
    } catch (EngineResponseException e) {
      if (e.status() != 400) {
        throw e;
      }
      throw new ImageBuildException(String.valueOf(e.getMessage()));
    }
    if (!outcome.failure.isEmpty()) {
      throw new ImageBuildException(outcome.failure);
    }
    if (outcome.imageId.isEmpty()) {
      throw new EnvironmentError(
          "Docker is not responding. Maybe Docker is out of disk space? Try running `docker system"
              + " prune`",
          "docker system df shows what takes the space");
    }
    return outcome.imageId;
  }

  private static void take(JsonObject document, BuildListener listener, Outcome outcome)
      throws EnvironmentError {
    if (EngineJson.text(document, "id").equals(TRACE)) {
      try {
        listener.trace(
            BuildTrace.decode(Base64.getDecoder().decode(EngineJson.text(document, "aux"))));
      } catch (ProtoException | IllegalArgumentException e) {
        throw new EnvironmentError(
            "BuildKit's progress cannot be read: " + e.getMessage(),
            "set DOCKER_BUILDKIT=0 to build without it",
            e);
      }
      return;
    }
    document.stringAt("aux", "ID").ifPresent(id -> outcome.imageId = id);
    String text = EngineJson.text(document, "stream");
    if (!text.isEmpty()) {
      listener.text(text);
      return;
    }
    HttpDockerImages.line(document).ifPresent(listener::pull);
  }

  private String randomId() {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(Character.forDigit(random.nextInt(36), 36));
    }
    return id.toString();
  }

  private static String sharedKey(String cacheKey) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(cacheKey.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Pruned pruneCache(Map<String, List<String>> filters)
      throws EnvironmentError, InterruptedException {
    Json done =
        calls.json(
            HttpRequest.of(
                "POST",
                Query.of("/build/prune").withIfSet("filters", Filters.json(filters)).toString()));
    return new Pruned(
        EngineJson.texts(done, "CachesDeleted"), EngineJson.number(done, "SpaceReclaimed"));
  }
}
