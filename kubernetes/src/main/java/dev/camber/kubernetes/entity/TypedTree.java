package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.ApiType;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds and changes parts of known kinds by their Go type, wherever they are: containers, metadata,
 * selectors. As in the reference, parts are visited in the order in which Go declares the fields,
 * maps are not looked into, and neither is a part that was found. Stateless.
 */
final class TypedTree {
  static final String CONTAINER = "v1.Container";
  static final String ENV_VAR = "v1.EnvVar";
  static final String IMAGE_VOLUME = "v1.ImageVolumeSource";
  static final String POD_TEMPLATE = "v1.PodTemplateSpec";
  static final String OBJECT_META = "v1.ObjectMeta";
  static final String LABEL_SELECTOR = "v1.LabelSelector";
  static final String SERVICE_SPEC = "v1.ServiceSpec";
  static final String VOLUME_CLAIM = "v1.PersistentVolumeClaim";

  private TypedTree() {}

  /** All parts of a type; none in objects of unknown kinds. */
  static List<JsonObject> find(K8sEntity entity, String goName) {
    List<JsonObject> found = new ArrayList<>();
    if (entity.type().isPresent()) {
      walk(entity.tree(), entity.type().get(), goName, found);
    }
    return found;
  }

  private static void walk(Json value, ApiType type, String goName, List<JsonObject> found) {
    switch (type) {
      case ApiType.Pointer t -> walk(value, t.element().get(), goName, found);
      case ApiType.ListOf t when value instanceof JsonArray items -> {
        for (Json item : items) {
          walk(item, t.element().get(), goName, found);
        }
      }
      case ApiType.Struct t when value instanceof JsonObject object -> {
        if (t.goName().equals(goName)) {
          found.add(object);
          return;
        }
        for (ApiType.Field field : t.fields()) {
          Json member = object.members().get(field.json());
          if (member != null) {
            walk(member, field.type().get(), goName, found);
          }
        }
      }
      default -> {}
    }
  }

  /** The entity with all parts of a type changed. */
  static K8sEntity change(K8sEntity entity, String goName, UnaryOperator<JsonObject> change) {
    return change(entity, goName, change, Set.of());
  }

  /**
   * The entity with all parts of a type changed.
   *
   * @param untouched Go types into which it does not look
   */
  static K8sEntity change(
      K8sEntity entity, String goName, UnaryOperator<JsonObject> change, Set<String> untouched) {
    if (entity.type().isEmpty()) {
      return entity;
    }
    Json changed = changed(entity.tree(), entity.type().get(), goName, change, untouched);
    return changed == entity.tree() ? entity : entity.withTree((JsonObject) changed);
  }

  private static Json changed(
      Json value,
      ApiType type,
      String goName,
      UnaryOperator<JsonObject> change,
      Set<String> untouched) {
    if (untouched.contains(type.goName())) {
      return value;
    }
    return switch (type) {
      case ApiType.Pointer t -> changed(value, t.element().get(), goName, change, untouched);
      case ApiType.ListOf t when value instanceof JsonArray items -> {
        List<Json> copy = new ArrayList<>(items.size());
        boolean same = true;
        for (Json item : items) {
          Json next = changed(item, t.element().get(), goName, change, untouched);
          same &= next == item;
          copy.add(next);
        }
        yield same ? value : Json.array(copy);
      }
      case ApiType.Struct t when value instanceof JsonObject object ->
          t.goName().equals(goName)
              ? change.apply(object)
              : changedMembers(object, t, goName, change, untouched);
      default -> value;
    };
  }

  private static Json changedMembers(
      JsonObject object,
      ApiType.Struct type,
      String goName,
      UnaryOperator<JsonObject> change,
      Set<String> untouched) {
    Map<String, Json> copy = new LinkedHashMap<>(object.members());
    boolean same = true;
    for (ApiType.Field field : type.fields()) {
      Json member = copy.get(field.json());
      if (member != null) {
        Json next = changed(member, field.type().get(), goName, change, untouched);
        if (next != member) {
          same = false;
          copy.put(field.json(), next);
        }
      }
    }
    return same ? object : new JsonObject(copy);
  }
}
