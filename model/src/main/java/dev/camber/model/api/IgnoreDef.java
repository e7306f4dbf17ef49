package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/**
 * Files to leave out: {@code patterns} in dockerignore syntax relative to {@code basePath}; none
 * means everything below it.
 */
public record IgnoreDef(@Wire(empty = Wire.Empty.WRITE) String basePath, List<String> patterns) {
  public IgnoreDef {
    patterns = List.copyOf(patterns);
  }
}
