package dev.camber.model.manifest;

import dev.camber.model.text.GoUrl;
import java.util.Optional;

/**
 * An address shown with a resource; {@code name} may be empty.
 *
 * @param parts the address taken apart as the Tiltfile had it, before a scheme was added to it;
 *     empty if it stands for itself
 */
public record Link(String url, String name, Optional<GoUrl> parts) {
  public Link(String url, String name) {
    this(url, name, Optional.empty());
  }

  /** A link from its parts. */
  public static Link of(GoUrl parts, String name) {
    return new Link(parts.toString(), name, Optional.of(parts));
  }
}
