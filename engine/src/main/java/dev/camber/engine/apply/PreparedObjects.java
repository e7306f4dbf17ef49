package dev.camber.engine.apply;

import dev.camber.kubernetes.entity.ImageLocator;
import dev.camber.kubernetes.entity.Injected;
import dev.camber.kubernetes.entity.Injection;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.KindOrder;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.kubernetes.entity.PodTemplateHash;
import dev.camber.model.api.ImageMapSpec;
import dev.camber.model.api.ImageMapStatus;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of an apply with everything put in that they need: labels, built images, hashes.
 * Source: spec engine, section 2.9.
 */
final class PreparedObjects {
  private static final Map<String, String> MANAGED_BY =
      Map.of("app.kubernetes.io/managed-by", "tilt");

  private PreparedObjects() {}

  /** An image as it is declared and as it was last built. */
  record BuiltImageMap(String name, ImageMapSpec spec, ImageMapStatus status) {}

  /** In kind order. */
  static List<K8sEntity> of(KubernetesApplySpec spec, List<BuiltImageMap> images)
      throws ManifestException {
    List<ImageLocator> locators = new ArrayList<>();
    for (KubernetesApplySpec.ImageLocator locator : spec.imageLocators()) {
      locators.add(ImageLocator.of(locator));
    }
    List<K8sEntity> objects = new ArrayList<>();
    boolean[] found = new boolean[images.size()];
    for (K8sEntity written : ManifestReader.read(spec.yaml())) {
      K8sEntity object = Injection.labels(written, MANAGED_BY);
      if (!images.isEmpty()) {
        object = Injection.pullPolicy(object, Injection.IF_NOT_PRESENT);
        object = Injection.parallelPods(object);
      }
      for (int i = 0; i < images.size(); i++) {
        BuiltImageMap image = images.get(i);
        ImageReference reference = reference(image);
        Injected injected =
            Injection.image(
                object,
                selector(image),
                reference,
                locators,
                image.spec().matchInEnvVars(),
                Injection.IF_NOT_PRESENT);
        object = injected.entity();
        if (injected.changed()) {
          found[i] = true;
          object =
              Injection.command(
                  object,
                  reference,
                  image.spec().overrideCommand().map(ImageMapSpec.OverrideCommand::command),
                  image.spec().overrideArgs().map(ImageMapSpec.OverrideArgs::args));
        }
      }
      objects.add(PodTemplateHash.inject(object));
    }
    for (int i = 0; i < images.size(); i++) {
      if (!found[i]) {
        throw new ManifestException(
            "Docker image missing from yaml: " + images.get(i).spec().selector());
      }
    }
    return KindOrder.forApply(objects);
  }

  private static ImageReference reference(BuiltImageMap image) throws ManifestException {
    String text = image.status().imageFromCluster();
    try {
      return ImageReference.parse(text);
    } catch (InvalidReferenceException e) {
      throw new ManifestException(
          "image " + image.name() + " was built as \"" + text + "\": " + e.getMessage());
    }
  }

  private static ImageSelector selector(BuiltImageMap image) throws ManifestException {
    try {
      return ImageSelector.parse(image.spec().selector(), image.spec().matchExact());
    } catch (InvalidReferenceException e) {
      throw new ManifestException(
          "image selector \"" + image.spec().selector() + "\": " + e.getMessage());
    }
  }

  /** The images an apply names, as they were last built; empty if one has not been. */
  static Optional<List<BuiltImageMap>> images(
      dev.camber.engine.store.StoreSnapshot snapshot, KubernetesApplySpec spec) {
    List<BuiltImageMap> out = new ArrayList<>();
    for (String name : spec.imageMaps()) {
      var map = snapshot.get(dev.camber.model.api.Kinds.IMAGE_MAP, name);
      if (map.isEmpty() || map.get().status().imageFromCluster().isEmpty()) {
        return Optional.empty();
      }
      out.add(new BuiltImageMap(name, map.get().spec(), map.get().status()));
    }
    return Optional.of(out);
  }
}
