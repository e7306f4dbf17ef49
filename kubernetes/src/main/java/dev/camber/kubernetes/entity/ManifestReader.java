package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.ApiType;
import dev.camber.kubernetes.types.ApiTypes;
import dev.camber.kubernetes.types.DecodingException;
import dev.camber.kubernetes.types.GoNames;
import dev.camber.kubernetes.types.TypedDecoder;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Text to objects (tiltfile-api §5.2): documents of YAML or JSON, lists expanded, known kinds
 * brought into the form of their type, everything else kept whole. Stateless.
 */
public final class ManifestReader {
  private static final String VERSION_AND_KIND =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\";"
          + " Kind string \"json:\\\"kind,omitempty\\\"\" }";

  private ManifestReader() {}

  /**
   * The objects of a text, in their order; empty documents are skipped.
   *
   * @throws ManifestException with the first error, worded as the reference words it
   */
  public static List<K8sEntity> read(String text) throws ManifestException {
    List<K8sEntity> entities = new ArrayList<>();
    ManifestDocuments documents = new ManifestDocuments(text);
    for (Optional<ManifestDocuments.Document> next = documents.next();
        next.isPresent();
        next = documents.next()) {
      add(next.get(), entities);
    }
    return entities;
  }

  /** One object that is JSON already; lists are expanded. */
  public static List<K8sEntity> read(Json value) throws ManifestException {
    List<K8sEntity> entities = new ArrayList<>();
    add(new ManifestDocuments.Document(value, ""), entities);
    return entities;
  }

  private static void add(ManifestDocuments.Document document, List<K8sEntity> into)
      throws ManifestException {
    Json value = document.value();
    if (value == JsonNull.NULL) {
      return;
    }
    GroupVersionKind gvk = interpret(value);
    if (gvk.kind().isEmpty()) {
      throw new ManifestException("Object 'Kind' is missing in '" + document.text() + "'");
    }
    JsonObject object = (JsonObject) value;
    try {
      if (gvk.version().isEmpty()) {
        throw new DecodingException("Object 'apiVersion' is missing in '" + document.text() + "'");
      }
      Optional<ApiType> type = ApiTypes.known().kind(gvk.apiVersion(), gvk.kind());
      if (type.isEmpty()) {
        into.add(Unstructured.decode(gvk, object));
        return;
      }
      TypedDecoder.Decoded decoded = TypedDecoder.decode(object, type.get());
      if (gvk.equals(new GroupVersionKind("", "v1", "List"))) {
        addItems(decoded.value(), into);
        return;
      }
      into.add(
          new K8sEntity(
              gvk,
              (JsonObject) decoded.value(),
              Optional.of((ApiType.Struct) type.get()),
              Set.copyOf(decoded.dropped())));
    } catch (DecodingException e) {
      String name = object.stringAt("metadata", "name").orElse("");
      throw new ManifestException(
          "decoding " + gvk.kind() + " \"" + name + "\": " + e.getMessage());
    }
  }

  private static void addItems(Json list, List<K8sEntity> into) throws ManifestException {
    Optional<JsonArray> items = list.at("items").flatMap(Json::asArray);
    if (items.isPresent()) {
      for (Json item : items.get()) {
        add(new ManifestDocuments.Document(item, ""), into);
      }
    }
  }

  /** Finds version and kind; their names may be written in any case. */
  private static GroupVersionKind interpret(Json value) throws ManifestException {
    if (!(value instanceof JsonObject object)) {
      throw unreadable(GoNames.of(value) + " into Go value of type " + VERSION_AND_KIND);
    }
    String apiVersion = "";
    String kind = "";
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      boolean isVersion = member.getKey().equalsIgnoreCase("apiVersion");
      if (!isVersion && !member.getKey().equalsIgnoreCase("kind")
          || member.getValue() == JsonNull.NULL) {
        continue;
      }
      if (!(member.getValue() instanceof JsonString text)) {
        throw unreadable(
            GoNames.of(member.getValue())
                + " into Go struct field ."
                + (isVersion ? "apiVersion" : "kind")
                + " of type string");
      }
      if (isVersion) {
        apiVersion = text.value();
      } else {
        kind = text.value();
      }
    }
    if (apiVersion.equals("/")) {
      apiVersion = "";
    }
    if (apiVersion.chars().filter(c -> c == '/').count() > 1) {
      throw new ManifestException("unexpected GroupVersion string: " + apiVersion);
    }
    return GroupVersionKind.of(apiVersion, kind);
  }

  private static ManifestException unreadable(String what) {
    return new ManifestException(
        "couldn't get version/kind; json parse error: json: cannot unmarshal " + what, true);
  }
}
