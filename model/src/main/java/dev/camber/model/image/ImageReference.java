package dev.camber.model.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image: {@code domain/path[:tag][@digest]}. Parsing follows Docker's grammar, in
 * which a name without a registry means Docker Hub and a single word there means {@code library/}.
 *
 * @param domain registry host with its port, never empty
 * @param path repository within the registry, never empty
 * @param tag empty if there is none
 * @param digest {@code algorithm:hex}, empty if there is none
 */
public record ImageReference(String domain, String path, String tag, String digest) {
  private static final String HUB = "docker.io";
  private static final String HUB_INDEX = "index.docker.io";
  private static final String OFFICIAL = "library/";
  private static final int MAX_PATH = 255;

  /** What an official image is called in a registry: lower-case words with separators between. */
  private static final String PATH_COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

  private static final String HOST_LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  private static final String HOST =
      "(?:" + HOST_LABEL + "(?:\\." + HOST_LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
  private static final String TAG = "[\\w][\\w.-]{0,127}";
  private static final String DIGEST =
      "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";

  private static final Pattern REFERENCE =
      Pattern.compile(
          "("
              + HOST
              + ")/("
              + PATH_COMPONENT
              + "(?:/"
              + PATH_COMPONENT
              + ")*)(?::("
              + TAG
              + "))?(?:@("
              + DIGEST
              + "))?");
  private static final Pattern TAG_ONLY = Pattern.compile(TAG);
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
  private static final Pattern LOWER_HEX = Pattern.compile("[a-f0-9]*");

  /**
   * Reads a reference as a person writes it.
   *
   * @throws InvalidReferenceException with Docker's text, see spec Tiltfile section 7.1
   */
  public static ImageReference parse(String text) throws InvalidReferenceException {
    if (IDENTIFIER.matcher(text).matches()) {
      throw new InvalidReferenceException(
          "invalid repository name (" + text + "), cannot specify 64-byte hexadecimal strings");
    }
    int slash = text.indexOf('/');
    String domain = HUB;
    String remainder = text;
    if (slash >= 0 && looksLikeHost(text.substring(0, slash))) {
      domain = text.substring(0, slash);
      remainder = text.substring(slash + 1);
    }
    if (domain.equals(HUB_INDEX)) {
      domain = HUB;
    }
    if (domain.equals(HUB) && remainder.indexOf('/') < 0) {
      remainder = OFFICIAL + remainder;
    }
    int colon = remainder.indexOf(':');
    String repository = colon < 0 ? remainder : remainder.substring(0, colon);
    if (!repository.toLowerCase(Locale.ROOT).equals(repository)) {
      throw new InvalidReferenceException(
          "invalid reference format: repository name (" + repository + ") must be lowercase");
    }
    Matcher matcher = REFERENCE.matcher(domain + "/" + remainder);
    if (!matcher.matches()) {
      throw new InvalidReferenceException("invalid reference format");
    }
    String path = matcher.group(2);
    if (path.length() > MAX_PATH) {
      throw new InvalidReferenceException(
          "repository name must not be more than " + MAX_PATH + " characters");
    }
    String digest = orEmpty(matcher.group(4));
    if (!digest.isEmpty()) {
      checkDigest(digest);
    }
    return new ImageReference(matcher.group(1), path, orEmpty(matcher.group(3)), digest);
  }

  /**
   * Reads a reference that must already be complete: registry host first, and written as {@link
   * #toString} writes it.
   */
  public static ImageReference parseCanonical(String text) throws InvalidReferenceException {
    ImageReference parsed = parse(text);
    if (!parsed.toString().equals(text)) {
      throw new InvalidReferenceException("repository name must be canonical");
    }
    return parsed;
  }

  private static boolean looksLikeHost(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || !first.toLowerCase(Locale.ROOT).equals(first);
  }

  private static void checkDigest(String digest) throws InvalidReferenceException {
    int colon = digest.indexOf(':');
    String algorithm = digest.substring(0, colon);
    String hex = digest.substring(colon + 1);
    int wanted =
        switch (algorithm) {
          case "sha256" -> 64;
          case "sha384" -> 96;
          case "sha512" -> 128;
          default -> throw new InvalidReferenceException("unsupported digest algorithm");
        };
    if (hex.length() != wanted) {
      throw new InvalidReferenceException("invalid checksum digest length");
    }
    if (!LOWER_HEX.matcher(hex).matches()) {
      throw new InvalidReferenceException("invalid checksum digest format");
    }
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String group) {
    return group == null ? "" : group;
  }

  /** Registry and repository without tag and digest, complete: {@code docker.io/library/nginx}. */
  public String name() {
    return domain + "/" + path;
  }

  /** The name as Docker prints it: without {@code docker.io/} and {@code library/}. */
  public String familiarName() {
    if (!domain.equals(HUB)) {
      return name();
    }
    if (path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0) {
      return path.substring(OFFICIAL.length());
    }
    return path;
  }

  /** The whole reference as Docker prints it: familiar name, tag, digest. */
  public String familiar() {
    return familiarName() + suffix();
  }

  public boolean hasTag() {
    return !tag.isEmpty();
  }

  public boolean hasDigest() {
    return !digest.isEmpty();
  }

  /** This name without tag and digest. */
  public ImageReference nameOnly() {
    return hasTag() || hasDigest() ? new ImageReference(domain, path, "", "") : this;
  }

  /** This reference with {@code latest} if it has neither tag nor digest. */
  public ImageReference withDefaultTag() {
    return hasTag() || hasDigest() ? this : new ImageReference(domain, path, "latest", "");
  }

  /** This name with {@code newTag} and without a digest. */
  public ImageReference withTag(String newTag) throws InvalidReferenceException {
    if (!TAG_ONLY.matcher(newTag).matches()) {
      throw new InvalidReferenceException("invalid tag format");
    }
    return new ImageReference(domain, path, newTag, "");
  }

  /** The last segment of the path: {@code c} of {@code a/b/c}. */
  public String baseName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String suffix() {
    return (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
  }

  /** The complete form: {@code docker.io/library/nginx:1}. */
  @Override
  public String toString() {
    return name() + suffix();
  }
}
