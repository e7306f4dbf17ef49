package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** An extension: a Tiltfile in a repository. */
public record ExtensionSpec(
    @Wire(empty = Wire.Empty.WRITE) String repoName,
    @Wire(empty = Wire.Empty.WRITE) String repoPath,
    List<String> args)
    implements Spec {
  public ExtensionSpec {
    args = List.copyOf(args);
  }
}
