package dev.camber.kubernetes.probe;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds the registry that belongs to a cluster: the KEP-1755 ConfigMap, microk8s' own registry,
 * annotations of the first node. Source: spec engine 2.2. Stateless.
 */
public final class RegistryDiscovery {
  private static final String KIND_HELP = "https://kind.sigs.k8s.io/docs/user/local-registry/";

  private final BooleanSupplier localhostIsIpv4;

  /**
   * @param localhostIsIpv4 whether the name localhost leads to an IPv4 address first
   */
  public RegistryDiscovery(BooleanSupplier localhostIsIpv4) {
    this.localhostIsIpv4 = localhostIsIpv4;
  }

  /**
   * What was found.
   *
   * @param warnings what a person should read, one text each
   */
  public record Finding(Optional<RegistryHosting> registry, List<String> warnings) {
    public Finding {
      warnings = List.copyOf(warnings);
    }

    static Finding of(String host, String fromCluster) {
      return new Finding(
          Optional.of(new RegistryHosting(host, fromCluster, "", "", "")), List.of());
    }

    static Finding nothing(String... warnings) {
      return new Finding(Optional.empty(), List.of(warnings));
    }
  }

  /** Looks in all places; what may not be read is not there. */
  public Finding find(KubeApi api, ClusterFacts facts) throws InterruptedException {
    Optional<RegistryHosting> published = published(api);
    if (published.isPresent() && !published.get().host().isEmpty()) {
      return new Finding(published, List.of());
    }
    Product product = api.context().product();
    if (product == Product.MICROK8S && !facts.dockerRuntime()) {
      return microk8s(api);
    }
    JsonObject annotations = facts.nodeAnnotations();
    Optional<String> ours = annotations.stringAt("tilt.dev/registry").filter(h -> !h.isEmpty());
    if (ours.isPresent()) {
      return Finding.of(
          ours.get(), annotations.stringAt("tilt.dev/registry-from-cluster").orElse(""));
    }
    Optional<String> kind =
        annotations.stringAt("kind.x-k8s.io/registry").filter(h -> !h.isEmpty());
    if (kind.isPresent()) {
      return Finding.of(kind.get(), "");
    }
    String help = published.map(RegistryHosting::help).orElse("");
    if (!help.isEmpty()) {
      return Finding.nothing(without("You are running", help));
    }
    return product == Product.KIND
        ? Finding.nothing(without("You are running Kind", KIND_HELP))
        : Finding.nothing();
  }

  private static String without(String who, String help) {
    return who
        + " without a local image registry.\n"
        + "With one, images reach the cluster faster.\n"
        + "Instructions: "
        + help;
  }

  private static Optional<RegistryHosting> published(KubeApi api) throws InterruptedException {
    try {
      Optional<String> text =
          api.get(ResourceType.CONFIG_MAP, "kube-public", "local-registry-hosting")
              .flatMap(map -> map.stringAt("data", "localRegistryHosting.v1"));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Json tree = Yaml.readKubernetes(text.get());
      return Optional.of(
          new RegistryHosting(
              tree.stringAt("host").orElse(""),
              tree.stringAt("hostFromClusterNetwork").orElse(""),
              tree.stringAt("hostFromContainerRuntime").orElse(""),
              tree.stringAt("help").orElse(""),
              ""));
    } catch (KubeException | YamlException unreadable) {
      return Optional.empty();
    }
  }

  private Finding microk8s(KubeApi api) throws InterruptedException {
    Optional<JsonObject> service;
    try {
      service = api.get(ResourceType.SERVICE, "container-registry", "registry");
    } catch (KubeException unreadable) {
      service = Optional.empty();
    }
    Optional<Json> port =
        service
            .flatMap(s -> s.at("spec", "ports"))
            .flatMap(Json::asArray)
            .map(JsonArray::items)
            .flatMap(ports -> ports.stream().findFirst())
            .flatMap(p -> p.at("nodePort"));
    if (port.isEmpty() || !(port.get() instanceof JsonNumber number)) {
      return Finding.nothing(
          "You are running microk8s without a local image registry.\n"
              + "Run: sudo microk8s.enable registry");
    }
    if (!localhostIsIpv4.getAsBoolean()) {
      return Finding.nothing(
          "The registry of microk8s listens on IPv4 only, and localhost leads to IPv6 here.\n"
              + "It is not used. Map localhost to 127.0.0.1 in the hosts file first.");
    }
    return Finding.of("localhost:" + number.literal(), "");
  }
}
