package dev.camber.model.image;

/** Tags derived from what an image contains (spec engine section 2.1). */
public final class ContentTag {
  private static final String PREFIX = "tilt-";
  private static final int HEX_DIGITS = 16;

  private ContentTag() {}

  /**
   * {@code tilt-} and the first 16 hex digits of an image id.
   *
   * @param imageId {@code sha256:…} or the bare hex digits
   * @throws IllegalArgumentException if it has fewer than 16 digits
   */
  public static String of(String imageId) {
    String hex = imageId.substring(imageId.indexOf(':') + 1);
    if (hex.length() < HEX_DIGITS) {
      throw new IllegalArgumentException("image id too short: \"" + imageId + "\"");
    }
    return PREFIX + hex.substring(0, HEX_DIGITS);
  }

  /** The tag a custom build is asked to make: {@code tilt-build-<unix seconds>}. */
  public static String forCustomBuild(long unixSeconds) {
    return PREFIX + "build-" + unixSeconds;
  }
}
