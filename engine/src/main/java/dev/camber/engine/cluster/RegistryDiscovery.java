package dev.camber.engine.cluster;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ListQuery;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import java.util.Optional;

/** Finds the registry that a cluster announces. Source: spec engine, section 2.2; KEP-1755. */
final class RegistryDiscovery {
  private static final String NAMESPACE = "kube-public";
  private static final String NAME = "local-registry-hosting";
  private static final String KEY = "localRegistryHosting.v1";

  private RegistryDiscovery() {}

  /** The registry, or empty if the cluster announces none or this identity may not look. */
  static Optional<RegistryHosting> find(KubeApi api) throws KubeException, InterruptedException {
    Optional<RegistryHosting> announced = announced(api);
    return announced.isPresent() ? announced : annotated(api);
  }

  private static Optional<RegistryHosting> announced(KubeApi api)
      throws KubeException, InterruptedException {
    try {
      Optional<String> text =
          api.get(ResourceType.CONFIG_MAP, NAMESPACE, NAME)
              .flatMap(map -> map.stringAt("data", KEY));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          RecordCodec.decode(RegistryHosting.class, Yaml.readKubernetes(text.get())));
    } catch (YamlException | CodecException e) {
      // Somebody's broken announcement must not keep the session from its cluster.
      return Optional.empty();
    } catch (KubeException e) {
      return unlessForbidden(e);
    }
  }

  /** The annotations that kind's and Tilt's own scripts put on the first node. */
  private static Optional<RegistryHosting> annotated(KubeApi api)
      throws KubeException, InterruptedException {
    try {
      for (JsonObject node : api.list(ResourceType.NODE, "", ListQuery.METADATA).items()) {
        JsonObject annotations =
            node.at("metadata", "annotations").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
        Optional<String> host =
            annotations
                .stringAt("tilt.dev/registry")
                .or(() -> annotations.stringAt("kind.x-k8s.io/registry"));
        return host.map(h ->
            new RegistryHosting(
                h, "", annotations.stringAt("tilt.dev/registry-from-cluster").orElse(""), "", ""));
      }
      return Optional.empty();
    } catch (KubeException e) {
      return unlessForbidden(e);
    }
  }

  private static Optional<RegistryHosting> unlessForbidden(KubeException e) throws KubeException {
    if (e.isForbidden() || e.isNotFound()) {
      return Optional.empty();
    }
    throw e;
  }
}
