package dev.camber.image.engine;

import dev.camber.host.env.Environment;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds the engine as the docker program does: {@code DOCKER_HOST}, then {@code DOCKER_CONTEXT},
 * then the current context of its config file, then the default socket.
 */
public final class DockerContexts {
  private static final String DEFAULT = "default";

  private final Environment environment;
  private final Path directory;

  /**
   * @param home the person's home directory; {@code DOCKER_CONFIG} may name another place
   */
  public DockerContexts(Environment environment, Path home) {
    this.environment = environment;
    this.directory = configDirectory(environment, home);
  }

  /** Docker's own directory: {@code DOCKER_CONFIG} or {@code ~/.docker}. */
  public static Path configDirectory(Environment environment, Path home) {
    return environment.firstSet("DOCKER_CONFIG").map(Path::of).orElse(home.resolve(".docker"));
  }

  /**
   * The engine to use.
   *
   * @throws EnvironmentError if a context is named that does not exist or cannot be read
   */
  public DockerEndpoint current() throws EnvironmentError {
    String api = environment.firstSet("DOCKER_API_VERSION").orElse("");
    Optional<String> host = environment.firstSet("DOCKER_HOST");
    if (host.isPresent()) {
      return new DockerEndpoint(
          host.get(), tlsFromEnvironment(), verifyFromEnvironment(), api, "DOCKER_HOST");
    }
    Optional<String> named = environment.firstSet("DOCKER_CONTEXT");
    String context = named.isPresent() ? named.get() : currentContext();
    if (context.isEmpty() || context.equals(DEFAULT)) {
      return new DockerEndpoint(
          DockerEndpoint.DEFAULT_HOST,
          verifyFromEnvironment() ? tlsFromEnvironment() : Optional.empty(),
          true,
          api,
          "");
    }
    return context(context, api);
  }

  private boolean verifyFromEnvironment() {
    return environment.firstSet("DOCKER_TLS_VERIFY").isPresent();
  }

  private Optional<Path> tlsFromEnvironment() {
    Optional<String> path = environment.firstSet("DOCKER_CERT_PATH");
    if (path.isPresent()) {
      return Optional.of(Path.of(path.get()));
    }
    return verifyFromEnvironment() ? Optional.of(directory) : Optional.empty();
  }

  private String currentContext() throws EnvironmentError {
    return read(directory.resolve("config.json"))
        .flatMap(config -> config.stringAt("currentContext"))
        .orElse("");
  }

  private DockerEndpoint context(String name, String api) throws EnvironmentError {
    String id = sha256(name);
    Path file = directory.resolve("contexts/meta").resolve(id).resolve("meta.json");
    Json meta =
        read(file)
            .orElseThrow(() ->
                new EnvironmentError(
                    "the Docker context \"" + name + "\" does not exist: no " + file,
                    "list the contexts with: docker context ls"));
    String host = meta.stringAt("Endpoints", "docker", "Host").orElse("");
    if (host.isEmpty()) {
      throw new EnvironmentError(
          "the Docker context \"" + name + "\" has no docker endpoint: " + file,
          "look at it with: docker context inspect " + name);
    }
    boolean verify =
        meta.at("Endpoints", "docker", "SkipTLSVerify")
            .map(v -> !v.equals(Json.of(true)))
            .orElse(true);
    Path tls = directory.resolve("contexts/tls").resolve(id).resolve("docker");
    return new DockerEndpoint(
        host,
        Files.isDirectory(tls) ? Optional.of(tls) : Optional.empty(),
        verify,
        api,
        "context \"" + name + "\"");
  }

  private static Optional<Json> read(Path file) throws EnvironmentError {
    try {
      return Optional.of(Json.parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new EnvironmentError("cannot read " + file + ": " + e.getMessage(), "", e);
    } catch (JsonSyntaxException e) {
      throw new EnvironmentError(file + " is not JSON: " + e.getMessage(), "", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
