package dev.camber.image.auth;

import dev.camber.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How to log in to a registry. An identity token stands in place of name and password.
 *
 * @param server as the config file names it
 */
public record RegistryCredentials(
    String server, String username, String password, String identityToken) {
  /** Nobody: for registries that are open. */
  public static final RegistryCredentials ANONYMOUS = new RegistryCredentials("", "", "", "");

  public boolean isAnonymous() {
    return username.isEmpty() && password.isEmpty() && identityToken.isEmpty();
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .putIfSet("username", username)
        .putIfSet("password", password)
        .putIfSet("serveraddress", server)
        .putIfSet("identitytoken", identityToken)
        .build();
  }

  /** The value of the engine's {@code X-Registry-Auth} header. */
  public String header() {
    return encode(toJson());
  }

  static String encode(JsonObject json) {
    return Base64.getUrlEncoder().encodeToString(json.compact().getBytes(StandardCharsets.UTF_8));
  }

  /** Without the secrets, which must not reach a log. */
  @Override
  public String toString() {
    return isAnonymous() ? "nobody" : username + " at " + server;
  }
}
