package dev.camber.server.rest;

import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What can be asked for: the discovery documents, one by one and aggregated. Stateless. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");

  private Discovery() {}

  /** {@code /apis}. */
  static JsonObject groups(String serverAddress) {
    JsonObject group =
        body()
            .put(
                "serverAddressByClientCIDRs",
                Json.array(
                    List.of(
                        JsonObject.builder()
                            .put("clientCIDR", "0.0.0.0/0")
                            .put("serverAddress", serverAddress)
                            .build())))
            .build();
    return JsonObject.builder()
        .put("kind", "APIGroupList")
        .put("groups", Json.array(List.of(group)))
        .build();
  }

  /** {@code /apis/tilt.dev}. */
  static JsonObject group() {
    JsonObject.Builder out = JsonObject.builder().put("kind", "APIGroup").put("apiVersion", "v1");
    body().build().members().forEach(out::put);
    return out.build();
  }

  private static JsonObject.Builder body() {
    JsonObject version =
        JsonObject.builder()
            .put("groupVersion", Kinds.GROUP + "/" + Kinds.VERSION)
            .put("version", Kinds.VERSION)
            .build();
    return JsonObject.builder()
        .put("name", Kinds.GROUP)
        .put("versions", Json.array(List.of(version)))
        .put("preferredVersion", version);
  }

  /** {@code /apis/tilt.dev/v1alpha1}. */
  static JsonObject resources() {
    List<Json> out = new ArrayList<>();
    for (Kind<?, ?> kind : Kinds.ALL) {
      JsonObject.Builder entry = entry(kind.plural(), kind.singular(), kind, VERBS);
      if (!kind.shortNames().isEmpty()) {
        entry.put("shortNames", Json.strings(kind.shortNames()));
      }
      out.add(entry.build());
      if (kind.hasStatus()) {
        out.add(entry(kind.plural() + "/status", "", kind, STATUS_VERBS).build());
      }
    }
    return JsonObject.builder()
        .put("kind", "APIResourceList")
        .put("apiVersion", "v1")
        .put("groupVersion", Kinds.GROUP + "/" + Kinds.VERSION)
        .put("resources", new JsonArray(out))
        .build();
  }

  private static JsonObject.Builder entry(
      String name, String singular, Kind<?, ?> kind, List<String> verbs) {
    return JsonObject.builder()
        .put("name", name)
        .put("singularName", singular)
        .put("namespaced", false)
        .put("kind", kind.name())
        .put("verbs", Json.strings(verbs));
  }

  /**
   * {@code /apis} for clients that want everything at once.
   *
   * @param version {@code v2} or {@code v2beta1}
   */
  static JsonObject aggregated(String version) {
    JsonObject group =
        JsonObject.builder()
            .put("metadata", JsonObject.builder().put("name", Kinds.GROUP).build())
            .put(
                "versions",
                Json.array(
                    List.of(
                        JsonObject.builder()
                            .put("version", Kinds.VERSION)
                            .put("resources", aggregatedResources())
                            .put("freshness", "Current")
                            .build())))
            .build();
    return groupList(version, List.of(group));
  }

  /** {@code /api} in the aggregated form: there is no core group. */
  static JsonObject groupList(String version, List<JsonObject> groups) {
    return JsonObject.builder()
        .put("kind", "APIGroupDiscoveryList")
        .put("apiVersion", "apidiscovery.k8s.io/" + version)
        .put("metadata", JsonObject.EMPTY)
        .put("items", Json.array(groups))
        .build();
  }

  private static JsonArray aggregatedResources() {
    List<Json> out = new ArrayList<>();
    for (Kind<?, ?> kind : Kinds.ALL) {
      JsonObject.Builder entry =
          JsonObject.builder()
              .put("resource", kind.plural())
              .put("responseKind", responseKind(kind))
              .put("scope", "Cluster")
              .put("singularResource", kind.singular())
              .put("verbs", Json.strings(VERBS));
      if (!kind.shortNames().isEmpty()) {
        entry.put("shortNames", Json.strings(kind.shortNames()));
      }
      if (kind.hasStatus()) {
        JsonObject status =
            JsonObject.builder()
                .put("subresource", "status")
                .put("responseKind", responseKind(kind))
                .put("verbs", Json.strings(STATUS_VERBS))
                .build();
        entry.put("subresources", Json.array(List.of(status)));
      }
      out.add(entry.build());
    }
    return new JsonArray(out);
  }

  private static JsonObject responseKind(Kind<?, ?> kind) {
    return JsonObject.builder()
        .put("group", "")
        .put("version", "")
        .put("kind", kind.name())
        .build();
  }
}
