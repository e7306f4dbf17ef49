package dev.camber.engine.build;

import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.TargetId;
import java.util.Map;

/** A way of building resources of some type. Thread-safe: several resources are built at once. */
public interface Builder {
  /** Whether this is how that resource is built. */
  boolean builds(Manifest manifest);

  /**
   * Builds a resource: its images that need it, then its deploy target. Runs on a virtual thread of
   * its own; writes what a person should see to the request's log, but not the error, which the
   * caller logs.
   *
   * @return results of the targets that were built or found unchanged; they count as built from
   *     then on
   * @throws BuildException what went wrong, in words for a person; targets built before it may be
   *     passed along
   * @throws InterruptedException if the build was cancelled; nothing it started is left running
   */
  Map<TargetId, TargetResult> build(BuildRequest request)
      throws BuildException, InterruptedException;
}
