package dev.camber.image.auth;

import dev.camber.host.env.Environment;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.host.process.Stdin;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Credentials of {@code config.json} in Docker's directory: {@code credHelpers} for a registry
 * first, then {@code credsStore}, then {@code auths}. Helpers are the programs {@code
 * docker-credential-<name>}. Thread-safe; the file is read anew each time.
 */
public final class DockerConfigCredentials implements CredentialSource {
  private static final String HUB_KEY = "https://index.docker.io/v1/";
  private static final Set<String> HUB_HOSTS =
      Set.of("docker.io", "index.docker.io", "registry-1.docker.io");
  private static final Duration HELPER_LIMIT = Duration.ofSeconds(60);
  private static final String NOT_FOUND = "credentials not found";

  private final Path directory;
  private final Processes processes;
  private final Environment environment;

  /**
   * @param directory where {@code config.json} lies; it need not exist
   */
  public DockerConfigCredentials(Path directory, Processes processes, Environment environment) {
    this.directory = directory;
    this.processes = processes;
    this.environment = environment;
  }

  @Override
  public RegistryCredentials forRegistry(String host)
      throws EnvironmentError, InterruptedException {
    return lookUp(config(), HUB_HOSTS.contains(host) ? HUB_KEY : host);
  }

  @Override
  public String allAsHeader() throws EnvironmentError, InterruptedException {
    JsonObject config = config();
    Set<String> keys = new TreeSet<>();
    keys.addAll(members(config, "auths").keySet());
    keys.addAll(members(config, "credHelpers").keySet());
    String store = config.stringAt("credsStore").orElse("");
    if (!store.isEmpty()) {
      keys.addAll(stored(store));
    }
    JsonObject.Builder all = JsonObject.builder();
    for (String key : keys) {
      RegistryCredentials credentials = lookUp(config, key);
      if (!credentials.isAnonymous()) {
        all.put(key, credentials.toJson());
      }
    }
    return RegistryCredentials.encode(all.build());
  }

  private RegistryCredentials lookUp(JsonObject config, String key)
      throws EnvironmentError, InterruptedException {
    String helper =
        config.stringAt("credHelpers", key).or(() -> config.stringAt("credsStore")).orElse("");
    if (!helper.isEmpty()) {
      RegistryCredentials found = ask(helper, key);
      if (!found.isAnonymous()) {
        return found;
      }
    }
    for (Map.Entry<String, Json> entry : members(config, "auths").entrySet()) {
      if (entry.getKey().equals(key) || hostOf(entry.getKey()).equals(hostOf(key))) {
        return fromFile(entry.getKey(), entry.getValue());
      }
    }
    return RegistryCredentials.ANONYMOUS;
  }

  /** {@code https://host/v1/} and {@code host} mean the same registry. */
  private static String hostOf(String key) {
    String rest = key.replaceFirst("^https?://", "");
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private RegistryCredentials fromFile(String key, Json entry) throws EnvironmentError {
    String username = entry.stringAt("username").orElse("");
    String password = entry.stringAt("password").orElse("");
    String coded = entry.stringAt("auth").orElse("");
    if (!coded.isEmpty()) {
      String text;
      try {
        text = new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new EnvironmentError(
            "the credentials of " + key + " in " + file() + " are not base64",
            "log in again with: docker login " + key,
            e);
      }
      int colon = text.indexOf(':');
      if (colon >= 0) {
        username = text.substring(0, colon);
        password = text.substring(colon + 1).replaceAll("\0+$", "");
      }
    }
    return new RegistryCredentials(
        key, username, password, entry.stringAt("identitytoken").orElse(""));
  }

  private RegistryCredentials ask(String helper, String key)
      throws EnvironmentError, InterruptedException {
    ProcessResult result = run(helper, "get", key);
    String output = result.stdoutText().strip();
    if (!result.success()) {
      if (output.contains(NOT_FOUND)) {
        return RegistryCredentials.ANONYMOUS;
      }
      throw new EnvironmentError(
          "docker-credential-"
              + helper
              + " gave no credentials for "
              + key
              + ": "
              + (output.isEmpty() ? result.stderrText().strip() : output),
          "try it by hand: echo " + key + " | docker-credential-" + helper + " get");
    }
    Json answer = parse(output, "the answer of docker-credential-" + helper);
    String username = answer.stringAt("Username").orElse("");
    String secret = answer.stringAt("Secret").orElse("");
    return username.equals("<token>")
        ? new RegistryCredentials(key, "", "", secret)
        : new RegistryCredentials(key, username, secret, "");
  }

  private Set<String> stored(String helper) throws EnvironmentError, InterruptedException {
    ProcessResult result = run(helper, "list", "");
    if (!result.success()) {
      return Set.of(); // a store that cannot list is asked for each registry when one is needed
    }
    Json answer = parse(result.stdoutText(), "the answer of docker-credential-" + helper);
    return answer.asObject().orElse(JsonObject.EMPTY).members().keySet();
  }

  private ProcessResult run(String helper, String verb, String input)
      throws EnvironmentError, InterruptedException {
    String program = "docker-credential-" + helper;
    try {
      return processes.run(
          ProcessSpec.of(List.of(program, verb), Path.of("/").toAbsolutePath(), environment)
              .withStdin(Stdin.of(input.getBytes(StandardCharsets.UTF_8))),
          HELPER_LIMIT);
    } catch (ProcessStartException e) {
      throw new EnvironmentError(
          "cannot run the credential helper " + program + ": " + e.getMessage(),
          file() + " names it; install it or take it out of that file",
          e);
    }
  }

  private Path file() {
    return directory.resolve("config.json");
  }

  private JsonObject config() throws EnvironmentError {
    String text;
    try {
      text = Files.readString(file());
    } catch (NoSuchFileException e) {
      return JsonObject.EMPTY;
    } catch (IOException e) {
      throw new EnvironmentError("cannot read " + file() + ": " + e.getMessage(), "", e);
    }
    return parse(text, file().toString()).asObject().orElse(JsonObject.EMPTY);
  }

  private static Json parse(String text, String what) throws EnvironmentError {
    try {
      return JsonReader.read(text);
    } catch (JsonSyntaxException e) {
      throw new EnvironmentError(what + " is not JSON: " + e.getMessage(), "", e);
    }
  }

  private static Map<String, Json> members(JsonObject config, String name) {
    return config.get(name).flatMap(Json::asObject).orElse(JsonObject.EMPTY).members();
  }
}
