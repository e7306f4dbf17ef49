package dev.camber.model.api;

import java.util.List;
import java.util.Optional;

/** What says whether an object is disabled: one key, or several that must all say true. */
public record DisableSource(Optional<ConfigMapKey> configMap, List<ConfigMapKey> everyConfigMap) {
  public DisableSource {
    everyConfigMap = List.copyOf(everyConfigMap);
  }
}
