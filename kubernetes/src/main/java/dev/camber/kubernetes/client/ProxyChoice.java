package dev.camber.kubernetes.client;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which HTTP proxy leads to the API server: the kubeconfig's {@code proxy-url}, else {@code
 * HTTPS_PROXY} unless {@code NO_PROXY} names the server. Stateless.
 */
final class ProxyChoice {
  private ProxyChoice() {}

  static Optional<InetSocketAddress> of(
      JsonObject kubeconfig, URI server, Map<String, String> environment) {
    JsonArray clusters = kubeconfig.get("clusters").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    for (Json cluster : clusters) {
      Optional<String> url = cluster.stringAt("cluster", "proxy-url");
      if (url.isPresent() && !url.get().isEmpty()) {
        return Optional.of(address(url.get()));
      }
    }
    String name = "https".equals(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
    String url = variable(environment, name);
    String host = server.getHost();
    if (url.isEmpty() || host == null || excepted(host, variable(environment, "NO_PROXY"))) {
      return Optional.empty();
    }
    return Optional.of(address(url));
  }

  private static String variable(Map<String, String> environment, String name) {
    return environment.getOrDefault(
        name, environment.getOrDefault(name.toLowerCase(Locale.ROOT), ""));
  }

  private static InetSocketAddress address(String url) {
    URI uri = URI.create(url.contains("://") ? url : "http://" + url);
    int port = uri.getPort() >= 0 ? uri.getPort() : 80;
    return InetSocketAddress.createUnresolved(uri.getHost(), port);
  }

  /** Go's rules: loopback never goes through a proxy; names match with their subdomains. */
  private static boolean excepted(String host, String list) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    for (String entry : list.split(",", -1)) {
      String rule = entry.strip();
      if (rule.equals("*")) {
        return true;
      }
      if (rule.startsWith(".")) {
        rule = rule.substring(1);
      }
      if (!rule.isEmpty()
          && (host.equals(rule) || host.endsWith("." + rule) || inNetwork(host, rule))) {
        return true;
      }
    }
    return false;
  }

  private static boolean inNetwork(String host, String rule) {
    int slash = rule.indexOf('/');
    if (slash < 0) {
      return false;
    }
    Optional<Long> address = ipv4(host);
    Optional<Long> network = ipv4(rule.substring(0, slash));
    try {
      int bits = Integer.parseInt(rule.substring(slash + 1));
      return address.isPresent()
          && network.isPresent()
          && bits >= 0
          && bits <= 32
          && address.get() >> (32 - bits) == network.get() >> (32 - bits);
    } catch (NumberFormatException notANetwork) {
      return false;
    }
  }

  private static Optional<Long> ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    long value = 0;
    for (String part : parts) {
      try {
        int octet = Integer.parseInt(part);
        if (octet < 0 || octet > 255) {
          return Optional.empty();
        }
        value = value << 8 | octet;
      } catch (NumberFormatException notAnAddress) {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }
}
