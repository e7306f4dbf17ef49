package dev.camber.kubernetes.entity;

import dev.camber.kubernetes.types.ApiType;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where objects of a kind name their images ({@code k8s_kind}, {@code k8s_image_json_path}): a path
 * to strings, or to objects with a repository and a tag. Immutable.
 *
 * @param object the two field names, if the path leads to objects
 */
public record ImageLocator(
    ObjectMatcher matcher, JsonPath path, Optional<KubernetesApplySpec.ImageObject> object) {

  /** From the form it has in the API. */
  public static ImageLocator of(KubernetesApplySpec.ImageLocator spec) throws ManifestException {
    return new ImageLocator(
        ObjectMatcher.of(spec.objectSelector()), JsonPath.parse(spec.path()), spec.object());
  }

  /** The form it has in the API. */
  public KubernetesApplySpec.ImageLocator toSpec() {
    return new KubernetesApplySpec.ImageLocator(matcher.selector(), path.toString(), object);
  }

  /** Whether it looks into this object at all. */
  public boolean matches(K8sEntity entity) {
    return matcher.matches(entity);
  }

  /**
   * The images it finds; none in an object that it does not match.
   *
   * @throws ManifestException such as {@code finding image in Menu/lunch: Matching
   *     (json_path="{.spec.waiter}"): waiter is not found}
   */
  public List<ImageReference> find(K8sEntity entity) throws ManifestException {
    List<ImageReference> found = new ArrayList<>();
    if (!matches(entity)) {
      return found;
    }
    try {
      for (JsonPath.Match match : matching(entity)) {
        found.add(reference(match));
      }
    } catch (ManifestException e) {
      throw new ManifestException(
          "finding image in " + entity.kind() + "/" + entity.name() + ": " + e.getMessage());
    }
    return found;
  }

  private List<JsonPath.Match> matching(K8sEntity entity) throws ManifestException {
    try {
      return path.find(entity);
    } catch (ManifestException e) {
      throw new ManifestException(
          "Matching (json_path=" + Quoted.go(path.toString()) + "): " + e.getMessage());
    }
  }

  private ImageReference reference(JsonPath.Match match) throws ManifestException {
    if (object.isPresent()) {
      try {
        return ImageReference.parse(joined(map(match), object.get()));
      } catch (InvalidReferenceException e) {
        throw new ManifestException(String.valueOf(e.getMessage()));
      }
    }
    String text = string(match);
    try {
      return ImageReference.parse(text);
    } catch (InvalidReferenceException e) {
      throw new ManifestException(
          "error parsing image '" + text + "' at json path '" + path + "': " + e.getMessage());
    }
  }

  private String string(JsonPath.Match match) throws ManifestException {
    if (match.value() instanceof JsonString s && isPlainString(match)) {
      return s.value();
    }
    throw new ManifestException(
        "May only match strings (json_path="
            + Quoted.go(path.toString())
            + ")\nGot Type: "
            + GoValues.typeName(match)
            + "\nGot Value: "
            + GoValues.shown(match));
  }

  /** Named string types, such as a pull policy, do not count. */
  private static boolean isPlainString(JsonPath.Match match) {
    ApiType type = match.type();
    return type == null || type.goName().equals("string");
  }

  private JsonObject map(JsonPath.Match match) throws ManifestException {
    if (match.value() instanceof JsonObject o && match.type() == null) {
      return o;
    }
    ApiType type = match.type();
    String name = type == null ? "interface {}" : type.goName();
    String value =
        type != null && match.value() instanceof JsonString s ? s.value() : "<" + name + " Value>";
    throw new ManifestException(
        "May only match maps (json_path="
            + Quoted.go(path.toString())
            + ")\nGot Type: "
            + name
            + "\nGot Value: "
            + value);
  }

  private static String joined(JsonObject map, KubernetesApplySpec.ImageObject fields) {
    String repository = map.stringAt(fields.repoField()).orElse("");
    String tag = map.stringAt(fields.tagField()).orElse("");
    return tag.isEmpty() ? repository : repository + ":" + tag;
  }

  /**
   * The entity with the matching images replaced. The field {@code imagePullPolicy} beside a
   * replaced string is set as well; in objects of a known type only where it is already.
   */
  Injected inject(K8sEntity entity, ImageSelector selector, ImageReference image, String pullPolicy)
      throws ManifestException {
    if (!matches(entity)) {
      return new Injected(entity, false);
    }
    Json tree = entity.tree();
    boolean replaced = false;
    for (JsonPath.Match match : matching(entity)) {
      if (match.path() == null || !selects(selector, match)) {
        continue;
      }
      replaced = true;
      tree =
          object.isPresent()
              ? Trees.change(tree, match.path(), o -> split((JsonObject) o, image))
              : Trees.change(tree, match.path(), s -> Json.of(image.familiar()));
      if (object.isEmpty() && !match.path().isEmpty()) {
        tree =
            Trees.change(
                tree,
                match.path().subList(0, match.path().size() - 1),
                parent -> withPolicy(parent, pullPolicy, match.type() == null));
      }
    }
    return new Injected(replaced ? entity.withTree((JsonObject) tree) : entity, replaced);
  }

  private boolean selects(ImageSelector selector, JsonPath.Match match) throws ManifestException {
    if (object.isPresent()) {
      return selector.matches(reference(match));
    }
    try {
      return selector.matches(ImageReference.parse(string(match)));
    } catch (InvalidReferenceException e) {
      return false;
    }
  }

  private Json split(JsonObject map, ImageReference image) {
    KubernetesApplySpec.ImageObject fields = object.orElseThrow();
    JsonObject changed = map.with(fields.repoField(), Json.of(image.familiarName()));
    return image.hasTag() ? changed.with(fields.tagField(), Json.of(image.tag())) : changed;
  }

  private static Json withPolicy(Json parent, String policy, boolean custom) {
    return parent instanceof JsonObject o && (custom || o.has("imagePullPolicy"))
        ? o.with("imagePullPolicy", Json.of(policy))
        : parent;
  }
}
