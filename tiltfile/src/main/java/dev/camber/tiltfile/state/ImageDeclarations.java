package dev.camber.tiltfile.state;

import dev.camber.model.image.ImageReference;
import dev.camber.starlark.EvalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The images of one evaluation, in the order of their declaration, and which of them something
 * consumed. One evaluation's thread. Source: spec Tiltfile, sections 7.1 and 7.2.
 */
public final class ImageDeclarations {
  private final Map<ImageReference, DeclaredImage> images = new LinkedHashMap<>();
  private final Set<ImageReference> used = new LinkedHashSet<>();
  private final Set<String> consumedNames = new LinkedHashSet<>();

  /** Registers an image; two of one name both become exact. */
  public void add(DeclaredImage image) {
    if (images.containsKey(image.reference())) {
      throw new EvalException(
          "Image for ref \"" + image.reference().familiar() + "\" has already been defined");
    }
    boolean sharesName = false;
    for (Map.Entry<ImageReference, DeclaredImage> other : images.entrySet()) {
      if (other.getKey().name().equals(image.reference().name())) {
        sharesName = true;
        other.setValue(other.getValue().asExact());
      }
    }
    images.put(image.reference(), sharesName ? image.asExact() : image);
  }

  public List<DeclaredImage> all() {
    return new ArrayList<>(images.values());
  }

  /** The first image that stands for {@code consumed}; it counts as used. */
  public Optional<DeclaredImage> consume(ImageReference consumed) {
    consumedNames.add(consumed.familiarName());
    for (DeclaredImage image : images.values()) {
      if (image.selector().matches(consumed)) {
        used.add(image.reference());
        return Optional.of(image);
      }
    }
    return Optional.empty();
  }

  /** The image declared under exactly this reference. */
  public Optional<DeclaredImage> declared(ImageReference reference) {
    return Optional.ofNullable(images.get(reference));
  }

  /** Marks an image as used without a consumer's reference. */
  public void markUsed(DeclaredImage image) {
    used.add(image.reference());
  }

  public boolean isUsed(DeclaredImage image) {
    return used.contains(image.reference());
  }

  /** Familiar names without tags of everything that was looked up. */
  public Set<String> consumedNames() {
    return consumedNames;
  }
}
