package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.apply.StrategicMerge;
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
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The writing half of the fake. */
final class FakeWrites implements KubeWrites {
  /** The API server's limit for all annotations of an object, in bytes. */
  private static final int MAX_ANNOTATIONS = 256 * 1024;

  private final FakeCluster cluster;
  private final FakeTypes types;
  private final FakeObjects objects;

  FakeWrites(FakeCluster cluster, FakeTypes types, FakeObjects objects) {
    this.cluster = cluster;
    this.types = types;
    this.objects = objects;
  }

  @Override
  public JsonObject create(
      ResourceType type, String namespace, JsonObject object, WriteOptions options)
      throws KubeException {
    String name = name(object);
    cluster.called("create", type, namespace, name);
    checkAnnotations(type, name, object);
    JsonObject made = objects.create(type, namespace, object);
    if (type.kind().equals("CustomResourceDefinition")) {
      types.defineFrom(object);
    }
    return made;
  }

  @Override
  public JsonObject replace(
      ResourceType type, String namespace, JsonObject object, WriteOptions options)
      throws KubeException {
    String name = name(object);
    cluster.called("update", type, namespace, name);
    checkAnnotations(type, name, object);
    JsonObject old =
        objects.get(type, namespace, name).orElseThrow(() -> KubeException.notFound(type, name));
    checkImmutable(type, name, old, object);
    return objects.update(
        type,
        namespace,
        name,
        now ->
            object.has("status") || !now.has("status")
                ? object
                : object.with("status", now.get("status").orElseThrow()));
  }

  @Override
  public JsonObject patch(
      ResourceType type,
      String namespace,
      String name,
      PatchKind kind,
      JsonObject patch,
      WriteOptions options)
      throws KubeException {
    cluster.called("patch", type, namespace, name);
    if (kind == PatchKind.STRATEGIC_MERGE && types.custom(type)) {
      throw new KubeException(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json-patch+json, application/merge-patch+json,"
              + " application/apply-patch+yaml");
    }
    Optional<JsonObject> old = objects.get(type, namespace, name);
    if (old.isEmpty() && kind == PatchKind.APPLY) {
      JsonObject made = objects.create(type, namespace, patch);
      if (type.kind().equals("CustomResourceDefinition")) {
        types.defineFrom(patch);
      }
      return made;
    }
    JsonObject before = old.orElseThrow(() -> KubeException.notFound(type, name));
    JsonObject after =
        switch (kind) {
          case JSON_MERGE -> StrategicMerge.applyMergePatch(before, patch);
          case STRATEGIC_MERGE, APPLY -> StrategicMerge.apply(before, patch);
        };
    checkAnnotations(type, name, after);
    checkImmutable(type, name, before, after);
    return objects.update(type, namespace, name, now -> after);
  }

  @Override
  public void delete(ResourceType type, String namespace, String name, Propagation propagation)
      throws KubeException {
    cluster.called("delete", type, namespace, name);
    objects.delete(type, namespace, name);
  }

  @Override
  public ExecResult exec(ExecRequest request, ExecStreams streams)
      throws KubeException, InterruptedException {
    cluster.called("exec", ResourceType.POD, request.namespace(), request.pod());
    if (objects.get(ResourceType.POD, request.namespace(), request.pod()).isEmpty()) {
      throw KubeException.notFound(ResourceType.POD, request.pod());
    }
    try {
      return cluster.execHandler().run(request, streams);
    } catch (IOException e) {
      throw KubeException.unreachable("error dialing backend: " + e.getMessage(), e);
    }
  }

  @Override
  public JsonObject addEphemeralContainer(String namespace, String pod, JsonObject container)
      throws KubeException {
    cluster.called("debug", ResourceType.POD, namespace, pod);
    return objects.update(
        ResourceType.POD,
        namespace,
        pod,
        old -> {
          JsonObject spec = old.get("spec").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
          List<Json> containers =
              new ArrayList<>(
                  spec.get("ephemeralContainers")
                      .flatMap(Json::asArray)
                      .orElse(JsonArray.EMPTY)
                      .items());
          containers.add(container);
          return old.with("spec", spec.with("ephemeralContainers", Json.array(containers)));
        });
  }

  private static void checkAnnotations(ResourceType type, String name, JsonObject object)
      throws KubeException {
    int size = 0;
    JsonObject annotations =
        object.at("metadata", "annotations").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    for (var entry : annotations.members().entrySet()) {
      size += entry.getKey().length() + entry.getValue().asString().orElse("").length();
    }
    if (size > MAX_ANNOTATIONS) {
      throw new KubeException(
          422,
          "Invalid",
          type.kind()
              + " \""
              + name
              + "\" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes");
    }
  }

  private static void checkImmutable(
      ResourceType type, String name, JsonObject before, JsonObject after) throws KubeException {
    String field =
        switch (type.kind()) {
          case "Job" -> "template";
          case "Deployment", "StatefulSet", "DaemonSet" -> "selector";
          default -> "";
        };
    if (!field.isEmpty() && !before.at("spec", field).equals(after.at("spec", field))) {
      throw new KubeException(
          422,
          "Invalid",
          type.kind()
              + (type.group().isEmpty() ? "" : "." + type.group())
              + " \""
              + name
              + "\" is invalid: spec."
              + field
              + ": Invalid value: "
              + after.at("spec", field).map(Json::compact).orElse("null")
              + ": field is immutable");
    }
  }

  private static String name(JsonObject object) {
    return object.stringAt("metadata", "name").orElse("");
  }
}
