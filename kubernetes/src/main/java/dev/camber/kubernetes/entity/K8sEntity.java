package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.ApiType;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.yaml.YamlException;
import dev.camber.model.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Kubernetes object.
 *
 * @param tree the object in the form in which it is printed and applied
 * @param type its Go type if it is of a known kind
 * @param dropped paths of fields that were written but that its type does not have
 */
public record K8sEntity(
    GroupVersionKind gvk, JsonObject tree, Optional<ApiType.Struct> type, Set<String> dropped) {

  /** The namespace of an object that names none. */
  public static final String DEFAULT_NAMESPACE = "default";

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  public K8sEntity {
    dropped = Set.copyOf(dropped);
  }

  /** The same object with another tree. */
  public K8sEntity withTree(JsonObject changed) {
    return new K8sEntity(gvk, changed, type, dropped);
  }

  public String kind() {
    return gvk.kind();
  }

  public String group() {
    return gvk.group();
  }

  public String apiVersion() {
    return gvk.apiVersion();
  }

  /** Whether it is of a kind that the Kubernetes API itself does not have. */
  public boolean isUnstructured() {
    return type.isEmpty();
  }

  /** Lists and the kinds without metadata have no name, whatever their tree says. */
  private boolean hasMetadata() {
    return type.map(t ->
            t.fields().stream()
                .anyMatch(f ->
                    f.json().equals("metadata") && f.type().get().goName().equals("v1.ObjectMeta")))
        .orElseGet(() -> !tree.has("items"));
  }

  private String metadata(String field) {
    return hasMetadata() ? tree.stringAt("metadata", field).orElse("") : "";
  }

  /** The name, empty if there is none. */
  public String name() {
    return metadata("name");
  }

  /** The namespace as it is written, empty if there is none. */
  public String writtenNamespace() {
    return metadata("namespace");
  }

  /** The namespace, {@code default} if none is written. */
  public String namespace() {
    String written = writtenNamespace();
    return written.isEmpty() ? DEFAULT_NAMESPACE : written;
  }

  public String uid() {
    return metadata("uid");
  }

  public Map<String, String> labels() {
    return hasMetadata() ? strings("metadata", "labels") : Map.of();
  }

  public Map<String, String> annotations() {
    return hasMetadata() ? strings("metadata", "annotations") : Map.of();
  }

  /** The string members of the object at a path, in their order. */
  Map<String, String> strings(String... path) {
    Map<String, String> found = new LinkedHashMap<>();
    tree.at(path)
        .flatMap(Json::asObject)
        .ifPresent(o ->
            o.members()
                .forEach((name, value) -> {
                  if (value instanceof JsonString s) {
                    found.put(name, s.value());
                  }
                }));
    return found;
  }

  /** A copy in another namespace. */
  public K8sEntity withNamespace(String namespace) {
    if (!hasMetadata()) {
      return this;
    }
    JsonObject metadata = tree.at("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    return withTree(tree.with("metadata", metadata.with("namespace", Json.of(namespace))));
  }

  /**
   * The object without what a server adds for its own use: managed fields, and the annotation of
   * the configuration applied last.
   */
  public K8sEntity withoutServerFields() {
    Optional<JsonObject> metadata = tree.at("metadata").flatMap(Json::asObject);
    if (metadata.isEmpty()) {
      return this;
    }
    JsonObject kept = metadata.get().without("managedFields");
    Optional<JsonObject> annotations = kept.at("annotations").flatMap(Json::asObject);
    if (annotations.isPresent()) {
      JsonObject own = annotations.get().without(LAST_APPLIED);
      kept = own.isEmpty() ? kept.without("annotations") : kept.with("annotations", own);
    }
    return kept.equals(metadata.get()) ? this : withTree(tree.with("metadata", kept));
  }

  /** Whether it can only be deleted and created again once it exists: jobs and pods. */
  public boolean isImmutable() {
    return kind().equals("Job") || kind().equals("Pod");
  }

  /** The object as YAML, ending in a line feed. */
  public String yaml() throws YamlException {
    return YamlWriter.kubernetes(tree);
  }

  /** Objects as one stream, as a resource's normalised manifests are. */
  public static String yaml(List<K8sEntity> entities) throws YamlException {
    return YamlWriter.kubernetesStream(entities.stream().map(K8sEntity::tree).toList());
  }
}
