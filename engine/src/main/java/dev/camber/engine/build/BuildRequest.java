package dev.camber.engine.build;

import dev.camber.model.log.Logger;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to build and what is known.
 *
 * @param forced whether everything is built anew, clean or not, and what is deployed is deleted
 *     first (spec engine, section 1.15)
 * @param inputs for each target of the manifest
 * @param log the span of this build
 * @param deploys to be called before anything is changed that others see: from then on the build is
 *     not replaced by a newer one
 */
public record BuildRequest(
    Manifest manifest,
    BuildReason reason,
    boolean forced,
    Instant start,
    String spanId,
    Map<TargetId, Input> inputs,
    Logger log,
    Runnable deploys) {
  public BuildRequest {
    inputs = Map.copyOf(inputs);
  }

  /**
   * What is known of a target.
   *
   * @param changedFiles files that changed since it was last built, absolute
   * @param unknownChanges whether more changed than could be counted: build it in any case
   * @param dependencyChanged whether something it is built from was built anew
   * @param lastResult of its last successful build
   */
  public record Input(
      List<String> changedFiles,
      boolean unknownChanges,
      boolean dependencyChanged,
      Optional<TargetResult> lastResult) {
    public Input {
      changedFiles = List.copyOf(changedFiles);
    }

    /**
     * Whether the last result is what a build would give. Dependencies are for the builder to
     * follow.
     */
    public boolean isClean() {
      return changedFiles.isEmpty()
          && !unknownChanges
          && !dependencyChanged
          && lastResult.isPresent();
    }
  }

  public Input input(TargetId id) {
    return inputs.getOrDefault(id, new Input(List.of(), false, false, Optional.empty()));
  }
}
