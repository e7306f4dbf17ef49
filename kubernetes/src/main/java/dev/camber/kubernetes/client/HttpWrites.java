package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.PatchKind;
import dev.camber.kubernetes.cluster.Propagation;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WriteOptions;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.List;

/** The writing half of {@link HttpCluster}. Thread-safe. */
final class HttpWrites implements KubeWrites {
  private static final String JSON = "application/json";

  private final Rest rest;
  private final PodExec exec;

  HttpWrites(Rest rest, PodExec exec) {
    this.rest = rest;
    this.exec = exec;
  }

  @Override
  public JsonObject create(
      ResourceType type, String namespace, JsonObject object, WriteOptions options)
      throws KubeException, InterruptedException {
    return rest.send("POST", type.path(namespace) + query(options), JSON, object);
  }

  @Override
  public JsonObject replace(
      ResourceType type, String namespace, JsonObject object, WriteOptions options)
      throws KubeException, InterruptedException {
    String name = object.stringAt("metadata", "name").orElse("");
    return rest.send("PUT", type.path(namespace, name) + query(options), JSON, object);
  }

  @Override
  public JsonObject patch(
      ResourceType type,
      String namespace,
      String name,
      PatchKind kind,
      JsonObject patch,
      WriteOptions options)
      throws KubeException, InterruptedException {
    Rest.Query query = query(options);
    if (kind == PatchKind.APPLY && options.force()) {
      query.set("force", "true");
    }
    return rest.send("PATCH", type.path(namespace, name) + query, kind.mediaType(), patch);
  }

  @Override
  public void delete(ResourceType type, String namespace, String name, Propagation propagation)
      throws KubeException, InterruptedException {
    JsonObject options =
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("kind", "DeleteOptions")
            .put("propagationPolicy", propagation.wireName())
            .build();
    rest.send("DELETE", type.path(namespace, name), JSON, options);
  }

  @Override
  public ExecResult exec(ExecRequest request, ExecStreams streams)
      throws KubeException, InterruptedException {
    return exec.run(request, streams);
  }

  @Override
  public JsonObject addEphemeralContainer(String namespace, String pod, JsonObject container)
      throws KubeException, InterruptedException {
    JsonObject patch =
        JsonObject.EMPTY.with(
            "spec", JsonObject.EMPTY.with("ephemeralContainers", Json.array(List.of(container))));
    return rest.send(
        "PATCH",
        ResourceType.POD.path(namespace, pod) + "/ephemeralcontainers",
        PatchKind.STRATEGIC_MERGE.mediaType(),
        patch);
  }

  private static Rest.Query query(WriteOptions options) {
    return new Rest.Query().set("fieldManager", options.fieldManager());
  }
}
