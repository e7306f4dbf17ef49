package dev.camber.kubernetes.probe;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ObjectList;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster says about itself. Source: spec engine 9.4.
 *
 * @param version as in {@code v1.34.4}
 * @param arch of the first node, as in {@code amd64}; {@code unknown} if nodes may not be read
 * @param runtime of the first node, as in {@code containerd://1.6.20}; empty if not known
 * @param nodeAddress internal address of the first node; empty if not known
 * @param nodeAnnotations of the first node; registries hide there
 */
public record ClusterFacts(
    String version, String arch, String runtime, String nodeAddress, JsonObject nodeAnnotations) {
  public static final String UNKNOWN_ARCH = "unknown";

  /** Asks; the server's not answering is the only failure. */
  public static ClusterFacts read(KubeApi api) throws KubeException, InterruptedException {
    String version = api.getRaw("/version?timeout=32s").stringAt("gitVersion").orElse("");
    Optional<JsonObject> node = firstNode(api);
    if (node.isEmpty()) {
      return new ClusterFacts(version, UNKNOWN_ARCH, "", "", JsonObject.EMPTY);
    }
    JsonObject labels = objectAt(node.get(), "metadata", "labels");
    String arch =
        labels
            .stringAt("kubernetes.io/arch")
            .or(() -> labels.stringAt("beta.kubernetes.io/arch"))
            .orElse(UNKNOWN_ARCH);
    return new ClusterFacts(
        version,
        arch,
        node.get().stringAt("status", "nodeInfo", "containerRuntimeVersion").orElse(""),
        internalAddress(node.get()),
        objectAt(node.get(), "metadata", "annotations"));
  }

  private static String internalAddress(JsonObject node) {
    return node
        .at("status", "addresses")
        .flatMap(Json::asArray)
        .map(JsonArray::items)
        .orElse(List.of())
        .stream()
        .filter(a -> a.stringAt("type").orElse("").equals("InternalIP"))
        .flatMap(a -> a.stringAt("address").stream())
        .findFirst()
        .orElse("");
  }

  /**
   * What tells this cluster from another behind the same address: the uid of its namespace
   * kube-system, else (for those who may not read it) the address itself.
   */
  public static String fingerprint(KubeApi api) throws KubeException, InterruptedException {
    try {
      Optional<String> uid =
          api.get(ResourceType.NAMESPACE, "", "kube-system")
              .flatMap(n -> n.stringAt("metadata", "uid"));
      return uid.orElse(api.context().server());
    } catch (KubeException e) {
      if (e.isForbidden()) {
        return api.context().server();
      }
      throw e;
    }
  }

  private static Optional<JsonObject> firstNode(KubeApi api) throws InterruptedException {
    try {
      ObjectList nodes = api.list(ResourceType.NODE, "", ListQuery.ALL);
      return nodes.items().stream().findFirst();
    } catch (KubeException restricted) {
      // Those who may not see nodes build for no platform in particular.
      return Optional.empty();
    }
  }

  private static JsonObject objectAt(JsonObject of, String... path) {
    return of.at(path).flatMap(Json::asObject).orElse(JsonObject.EMPTY);
  }

  /** Whether the nodes run Docker. */
  public boolean dockerRuntime() {
    return runtime.startsWith("docker://");
  }
}
