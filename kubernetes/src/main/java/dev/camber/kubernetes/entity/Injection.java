package dev.camber.kubernetes.entity;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is put into objects before they are applied (engine §2.9). Stateless. */
public final class Injection {
  /** The pull policy of images that were built here. */
  public static final String IF_NOT_PRESENT = "IfNotPresent";

  private static final String POLICY = "imagePullPolicy";

  /** Old workload kinds whose selector was inferred from the pods' labels if it was left out. */
  private static final Set<String> SELECTOR_INFERRED =
      Set.of("apps/v1beta1", "apps/v1beta2", "extensions/v1beta1");

  private Injection() {}

  /**
   * Labels on the object and on every template inside. Volume claims are left alone, because they
   * cannot be changed later. Selectors are touched only where they name a key already.
   */
  public static K8sEntity labels(K8sEntity entity, Map<String, String> labels) {
    K8sEntity prepared = withInferredSelector(entity);
    if (prepared.isUnstructured()) {
      return prepared.withTree(
          prepared.tree().with("metadata", withLabels(metadata(prepared.tree()), labels)));
    }
    Set<String> untouched = Set.of(TypedTree.VOLUME_CLAIM);
    K8sEntity labelled =
        TypedTree.change(
            prepared, TypedTree.OBJECT_META, meta -> withLabels(meta, labels), untouched);
    K8sEntity selecting =
        TypedTree.change(
            labelled,
            TypedTree.LABEL_SELECTOR,
            selector -> withExisting(selector, "matchLabels", labels),
            untouched);
    return TypedTree.change(
        selecting, TypedTree.SERVICE_SPEC, service -> withExisting(service, "selector", labels));
  }

  private static JsonObject metadata(JsonObject tree) {
    return tree.at("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
  }

  private static JsonObject withLabels(JsonObject meta, Map<String, String> labels) {
    JsonObject.Builder all =
        meta.at("labels").flatMap(Json::asObject).orElse(JsonObject.EMPTY).toBuilder();
    labels.forEach(all::put);
    return meta.with("labels", all.build());
  }

  private static JsonObject withExisting(
      JsonObject owner, String field, Map<String, String> labels) {
    Optional<JsonObject> selected = owner.at(field).flatMap(Json::asObject);
    if (selected.isEmpty()) {
      return owner;
    }
    JsonObject changed = selected.get();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (changed.has(label.getKey())) {
        changed = changed.with(label.getKey(), Json.of(label.getValue()));
      }
    }
    return changed == selected.get() ? owner : owner.with(field, changed);
  }

  private static K8sEntity withInferredSelector(K8sEntity entity) {
    if (!entity.kind().equals("Deployment") || !SELECTOR_INFERRED.contains(entity.apiVersion())) {
      return entity;
    }
    JsonObject tree = entity.tree();
    JsonObject selector =
        tree.at("spec", "selector").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    if (!selector.isEmpty()) {
      return entity;
    }
    JsonObject labels =
        tree.at("spec", "template", "metadata", "labels")
            .flatMap(Json::asObject)
            .orElse(JsonObject.EMPTY);
    JsonObject spec = tree.at("spec").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    return entity.withTree(
        tree.with("spec", spec.with("selector", JsonObject.EMPTY.with("matchLabels", labels))));
  }

  /** The pull policy of all containers. */
  public static K8sEntity pullPolicy(K8sEntity entity, String policy) {
    return TypedTree.change(
        entity, TypedTree.CONTAINER, container -> container.with(POLICY, Json.of(policy)));
  }

  /** Pods of stateful sets start at once: a crash loop of one must not wedge the others. */
  public static K8sEntity parallelPods(K8sEntity entity) {
    if (!entity.kind().equals("StatefulSet") || entity.isUnstructured()) {
      return entity;
    }
    JsonObject spec = entity.tree().at("spec").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    return entity.withTree(
        entity.tree().with("spec", spec.with("podManagementPolicy", Json.of("Parallel"))));
  }

  /**
   * A built image in the place of the references that {@code selector} matches: in containers,
   * image volumes, at the locators' paths, and in environment variables if asked for.
   */
  public static Injected image(
      K8sEntity entity,
      ImageSelector selector,
      ImageReference image,
      List<ImageLocator> locators,
      boolean matchInEnvVars,
      String pullPolicy)
      throws ManifestException {
    K8sEntity changed =
        TypedTree.change(
            entity,
            TypedTree.CONTAINER,
            c -> withImage(c, "image", POLICY, selector, image, pullPolicy));
    changed =
        TypedTree.change(
            changed,
            TypedTree.IMAGE_VOLUME,
            v -> withImage(v, "reference", "pullPolicy", selector, image, pullPolicy));
    if (matchInEnvVars) {
      changed =
          TypedTree.change(
              changed, TypedTree.ENV_VAR, v -> withValue(v, selector, image.familiar()));
    }
    boolean found = changed != entity;
    for (ImageLocator locator : locators) {
      Injected located = locator.inject(changed, selector, image, pullPolicy);
      changed = located.entity();
      found |= located.changed();
    }
    return new Injected(changed, found);
  }

  private static JsonObject withImage(
      JsonObject owner,
      String field,
      String policyField,
      ImageSelector selector,
      ImageReference image,
      String pullPolicy) {
    if (!names(owner.stringAt(field).orElse(""), selector)) {
      return owner;
    }
    return owner.with(field, Json.of(image.familiar())).with(policyField, Json.of(pullPolicy));
  }

  private static boolean names(String text, ImageSelector selector) {
    return ImageFinder.parseQuietly(text).stream().anyMatch(selector::matches);
  }

  private static JsonObject withValue(JsonObject variable, ImageSelector selector, String image) {
    return names(variable.stringAt("value").orElse(""), selector)
        ? variable.with("value", Json.of(image))
        : variable;
  }

  /**
   * The command and arguments of the containers that run {@code image}, which has been put in place
   * before. A new command clears the arguments unless they are given too.
   *
   * @throws ManifestException if no container runs it
   */
  public static K8sEntity command(
      K8sEntity entity,
      ImageReference image,
      Optional<List<String>> command,
      Optional<List<String>> args)
      throws ManifestException {
    if (command.isEmpty() && args.isEmpty()) {
      return entity;
    }
    ImageSelector exactly = ImageSelector.of(image);
    boolean[] found = {false};
    K8sEntity changed =
        TypedTree.change(
            entity,
            TypedTree.CONTAINER,
            container -> {
              if (!names(container.stringAt("image").orElse(""), exactly)) {
                return container;
              }
              found[0] = true;
              JsonObject next = container;
              if (command.isPresent()) {
                next = withList(next, "command", command.get());
                next = next.without("args");
              }
              return args.isPresent() ? withList(next, "args", args.get()) : next;
            });
    if (!found[0]) {
      throw new ManifestException(
          "could not inject command "
              + command.or(() -> args).stream()
                  .map(argv -> "[" + String.join(" ", argv) + "]")
                  .findFirst()
                  .orElse("[]")
              + " into entity: "
              + entity.name()
              + ". No container found matching ref: "
              + image.familiar()
              + ". Note: command overrides only supported on containers with images, not on"
              + " CRDs");
    }
    return changed;
  }

  private static JsonObject withList(JsonObject owner, String field, List<String> items) {
    JsonArray list = Json.strings(items);
    return list.isEmpty() ? owner.without(field) : owner.with(field, list);
  }
}
