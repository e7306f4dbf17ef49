package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a kubeconfig's user gives: headers that say who we are, and keys for TLS.
 *
 * @param headers name, value, name, value
 * @param tls has the client certificate, if there is one, and whom we trust
 */
record Credentials(List<String> headers, SSLContext tls) {
  Credentials {
    headers = List.copyOf(headers);
  }

  /** Runs the exec plugin or reads the token file, if the kubeconfig names one. */
  static Credentials read(String kubeconfig) throws KubeException {
    Config config;
    try {
      config = Config.fromKubeconfig(kubeconfig);
    } catch (RuntimeException e) {
      // fabric8 throws unchecked for a plugin that fails or prints nonsense.
      throw KubeException.unreachable("getting credentials: " + rootMessage(e), e);
    }
    List<String> headers = new ArrayList<>();
    String token =
        config.getOauthTokenProvider() != null
            ? config.getOauthTokenProvider().getToken()
            : config.getOauthToken() != null ? config.getOauthToken() : config.getAutoOAuthToken();
    if (set(token)) {
      headers.addAll(List.of("Authorization", "Bearer " + token));
    } else if (set(config.getUsername()) && set(config.getPassword())) {
      String pair = config.getUsername() + ":" + config.getPassword();
      headers.addAll(
          List.of(
              "Authorization",
              "Basic "
                  + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }
    if (set(config.getImpersonateUsername())) {
      headers.addAll(List.of("Impersonate-User", config.getImpersonateUsername()));
      String[] groups = config.getImpersonateGroups();
      for (String group : groups == null ? new String[0] : groups) {
        headers.addAll(List.of("Impersonate-Group", group));
      }
    }
    try {
      return new Credentials(headers, SSLUtils.sslContext(config));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw KubeException.unreachable(
          "the kubeconfig's certificates or keys cannot be used: " + rootMessage(e), e);
    }
  }

  private static boolean set(@Nullable String value) {
    return value != null && !value.isEmpty();
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
