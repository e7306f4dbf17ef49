package dev.camber.tiltfile.value;

import dev.camber.model.manifest.Link;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkStruct;
import java.util.Map;

/** What {@code link()} returns. Source: spec Tiltfile, section 6.7. */
public final class LinkValue extends BrandedStruct {
  private final Link link;

  public LinkValue(Link link) {
    super(
        StarlarkStruct.of(
            "link",
            Map.of("url", StarlarkString.of(link.url()), "name", StarlarkString.of(link.name()))),
        "struct",
        "links.Link");
    this.link = link;
  }

  public Link link() {
    return link;
  }
}
