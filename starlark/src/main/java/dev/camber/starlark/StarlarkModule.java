package dev.camber.starlark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What running a file left behind.
 *
 * @param file the file's name
 * @param globals its own top-level names in order of their first appearance, frozen; names bound by
 *     {@code load} are not among them
 */
public record StarlarkModule(String file, Map<String, Value> globals) {
  /** Keeps a copy. */
  public StarlarkModule {
    globals = Collections.unmodifiableMap(new LinkedHashMap<>(globals));
  }
}
