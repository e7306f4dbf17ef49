package dev.camber.kubernetes.entity;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the images that an object uses (tiltfile-api §7.2). Stateless. */
public final class ImageFinder {
  private ImageFinder() {}

  /**
   * The images of an object, each once: of init containers, containers, image volumes, at the
   * locators' paths, in environment variables.
   *
   * @param inEnvironment which images are looked for in the values of environment variables
   * @throws ManifestException if an image field is no reference ({@code finding images in bad:
   *     parsing Weaver/UPPER: …}) or a locator's path does not fit
   */
  public static List<ImageReference> find(
      K8sEntity entity, List<ImageLocator> locators, List<ImageSelector> inEnvironment)
      throws ManifestException {
    Set<ImageReference> found = new LinkedHashSet<>();
    for (JsonObject container : TypedTree.find(entity, TypedTree.CONTAINER)) {
      found.add(parse(entity, "", container.stringAt("image").orElse("")));
    }
    for (JsonObject volume : TypedTree.find(entity, TypedTree.IMAGE_VOLUME)) {
      // Unlike a container, an image volume may leave it to a controller to name the image.
      String reference = volume.stringAt("reference").orElse("");
      if (!reference.isEmpty()) {
        found.add(parse(entity, "image volume reference ", reference));
      }
    }
    for (ImageLocator locator : locators) {
      found.addAll(locator.find(entity));
    }
    for (JsonObject variable : TypedTree.find(entity, TypedTree.ENV_VAR)) {
      String value = variable.stringAt("value").orElse("");
      for (ImageReference reference : parseQuietly(value)) {
        if (inEnvironment.stream().anyMatch(s -> s.matches(reference))) {
          found.add(reference);
        }
      }
    }
    return List.copyOf(found);
  }

  private static ImageReference parse(K8sEntity entity, String what, String text)
      throws ManifestException {
    try {
      return ImageReference.parse(text);
    } catch (InvalidReferenceException e) {
      throw new ManifestException(
          "finding images in "
              + entity.name()
              + ": parsing "
              + what
              + text
              + ": "
              + e.getMessage());
    }
  }

  /** The reference that a text is, or nothing. */
  static List<ImageReference> parseQuietly(String text) {
    List<ImageReference> parsed = new ArrayList<>(1);
    try {
      parsed.add(ImageReference.parse(text));
    } catch (InvalidReferenceException e) {
      return List.of();
    }
    return parsed;
  }
}
