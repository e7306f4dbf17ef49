package dev.camber.model.image;

import dev.camber.model.api.RegistryHosting;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two names of a built image: on this machine and in the cluster (spec engine section 2.1).
 * Without a registry both are the declared name.
 *
 * @param selector as declared
 * @param local what Docker here builds, tags and pushes; no tag
 * @param cluster what the container runtime pulls; no tag
 * @param singleName whether every image shares one repository, so that its own name is in the tag
 */
public record ImageRefs(
    ImageSelector selector, ImageReference local, ImageReference cluster, boolean singleName) {
  private static final Pattern ESCAPED = Pattern.compile("[/:@]");

  /** Names for a registry, or the declared name if there is none or its host is empty. */
  public static ImageRefs of(ImageSelector selector, Optional<RegistryHosting> registry)
      throws InvalidReferenceException {
    ImageReference declared = selector.reference().nameOnly();
    if (registry.isEmpty() || registry.get().host().isEmpty()) {
      return new ImageRefs(selector, declared, declared, false);
    }
    RegistryHosting hosting = registry.get();
    String host = hosting.host();
    String runtimeHost =
        hosting.hostFromContainerRuntime().isEmpty() ? host : hosting.hostFromContainerRuntime();
    String familiar = declared.familiarName();
    if (familiar.startsWith(host + "/")) {
      // It already names the registry; the runtime must be told its own name for the same place.
      String rest = familiar.substring(host.length());
      ImageReference cluster =
          runtimeHost.equals(host) ? declared : inRegistry(runtimeHost, rest.substring(1));
      return new ImageRefs(selector, declared, cluster, false);
    }
    boolean single = !hosting.singleName().isEmpty();
    String repository = single ? hosting.singleName() : escape(familiar);
    ImageReference local = inRegistry(host, repository);
    ImageReference cluster =
        familiar.startsWith(runtimeHost + "/") ? declared : inRegistry(runtimeHost, repository);
    return new ImageRefs(selector, local, cluster, single);
  }

  private static ImageReference inRegistry(String host, String repository)
      throws InvalidReferenceException {
    String text = host + "/" + repository;
    try {
      return ImageReference.parseCanonical(text);
    } catch (InvalidReferenceException e) {
      throw new InvalidReferenceException(
          "Error parsing "
              + text
              + " after applying default registry "
              + host
              + ": "
              + e.getMessage());
    }
  }

  /** A name as one word of a repository: {@code /}, {@code :} and {@code @} become {@code _}. */
  public static String escape(String name) {
    return ESCAPED.matcher(name).replaceAll("_");
  }

  /**
   * Both names with a tag. In a registry of one repository the image's own name goes before it.
   *
   * @throws InvalidReferenceException if the tag is not valid
   */
  public TaggedRefs withTag(String tag) throws InvalidReferenceException {
    String full = singleName ? escape(selector.reference().baseName()) + "-" + tag : tag;
    return new TaggedRefs(local.withTag(full), cluster.withTag(full));
  }
}
