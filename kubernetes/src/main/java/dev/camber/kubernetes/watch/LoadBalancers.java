package dev.camber.kubernetes.watch;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses at which a Service can be reached from here. Source: spec engine 1.20. Stateless.
 */
public final class LoadBalancers {
  private LoadBalancers() {}

  /**
   * URLs of the first port, sorted.
   *
   * @param nodeAddress where node ports are reached (minikube); empty if nowhere
   */
  public static List<String> urls(JsonObject service, String nodeAddress) {
    List<JsonObject> ports = PodStatusText.list(service, "spec", "ports");
    if (ports.isEmpty()) {
      return List.of();
    }
    long port = PodStatusText.number(ports.getFirst(), "port");
    long nodePort = PodStatusText.number(ports.getFirst(), "nodePort");
    boolean isNodePort = service.stringAt("spec", "type").orElse("").equals("NodePort");
    List<String> urls = new ArrayList<>();
    for (JsonObject ingress : PodStatusText.list(service, "status", "loadBalancer", "ingress")) {
      String host = PodStatusText.text(ingress, "hostname");
      if (host.isEmpty()) {
        host = PodStatusText.text(ingress, "ip");
      }
      if (!host.isEmpty()) {
        urls.add(url(host, isNodePort ? nodePort : port));
      }
    }
    if (urls.isEmpty() && !nodeAddress.isEmpty() && nodePort != 0) {
      urls.add(url(nodeAddress, nodePort));
    }
    return urls.stream().sorted().toList();
  }

  /** The labels by which a Service selects pods. */
  public static JsonObject selector(JsonObject service) {
    return service.at("spec", "selector").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
  }

  private static String url(String host, long port) {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + bracketed + ":" + port + "/";
  }
}
