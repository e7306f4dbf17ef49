package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The server's kinds, asked for one group version at a time and then remembered. Thread-safe. */
final class TypeCatalogue {
  private final Rest rest;
  private final Map<String, Map<String, ResourceType>> byVersion = new ConcurrentHashMap<>();

  // Whether the server ever answered; asking twice does no harm.
  private volatile boolean reached;

  TypeCatalogue(Rest rest) {
    this.rest = rest;
  }

  ResourceType resolve(String apiVersion, String kind) throws KubeException, InterruptedException {
    Map<String, ResourceType> kinds = byVersion.get(apiVersion);
    if (kinds == null) {
      kinds = read(apiVersion, kind);
      byVersion.put(apiVersion, kinds);
    }
    ResourceType type = kinds.get(kind);
    if (type == null) {
      throw KubeException.noMatch(apiVersion, kind);
    }
    return type;
  }

  void refresh() {
    byVersion.clear();
  }

  private Map<String, ResourceType> read(String apiVersion, String kind)
      throws KubeException, InterruptedException {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    if (version.isEmpty()) {
      throw KubeException.noMatch(apiVersion, kind);
    }
    if (!reached) {
      // The first question is kubectl's: if it fails, people know the text of its failure.
      rest.getAny("/api?timeout=32s");
      reached = true;
    }
    Map<String, ResourceType> kinds = new HashMap<>();
    try {
      Json list = rest.get((slash < 0 ? "/api/" : "/apis/") + apiVersion);
      for (Json item : list.at("resources").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        String plural = item.stringAt("name").orElse("");
        // "deployments/scale" is a view of another object, not a type of its own.
        if (!plural.contains("/")) {
          kinds.putIfAbsent(
              item.stringAt("kind").orElse(""),
              new ResourceType(
                  group,
                  version,
                  item.stringAt("kind").orElse(""),
                  plural,
                  item.at("namespaced").orElse(JsonBool.FALSE).equals(JsonBool.TRUE)));
        }
      }
    } catch (KubeException e) {
      if (e.code() == 404) {
        throw KubeException.noMatch(apiVersion, kind);
      }
      throw e;
    }
    return kinds;
  }
}
