package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** Files to watch. */
public record FileWatchSpec(
    @Wire(empty = Wire.Empty.NULL) List<String> watchedPaths,
    List<IgnoreDef> ignores,
    Optional<DisableSource> disableSource)
    implements Spec {
  public FileWatchSpec {
    watchedPaths = List.copyOf(watchedPaths);
    ignores = List.copyOf(ignores);
  }
}
