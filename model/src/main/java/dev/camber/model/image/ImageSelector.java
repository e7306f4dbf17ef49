package dev.camber.model.image;

/**
 * Which references a build stands for (spec Tiltfile section 7.2): all of its name, or exactly one.
 *
 * @param reference as declared in the Tiltfile
 * @param exact whether tag and digest must be equal too
 */
public record ImageSelector(ImageReference reference, boolean exact) {

  /** A reference with a tag stands for itself, one without for every tag of its name. */
  public static ImageSelector of(ImageReference reference) {
    return new ImageSelector(reference, reference.hasTag());
  }

  public static ImageSelector parse(String text) throws InvalidReferenceException {
    return of(ImageReference.parse(text));
  }

  /** The selector of an ImageMap: its text and whether it was forced to match exactly. */
  public static ImageSelector parse(String text, boolean matchExact)
      throws InvalidReferenceException {
    ImageSelector selector = parse(text);
    return matchExact ? selector.asExact() : selector;
  }

  /** Every tag of the name of {@code reference}. */
  public static ImageSelector ofName(ImageReference reference) {
    return new ImageSelector(reference.nameOnly(), false);
  }

  /** The same reference, matched exactly: two builds of one name must not take each other's. */
  public ImageSelector asExact() {
    return new ImageSelector(reference, true);
  }

  public boolean matches(ImageReference other) {
    return exact ? reference.equals(other) : reference.name().equals(other.name());
  }

  /** The reference as Docker prints it: what people see as the image's name. */
  public String familiar() {
    return reference.familiar();
  }

  @Override
  public String toString() {
    return reference.toString();
  }
}
