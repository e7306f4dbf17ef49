package dev.camber.engine.build;

import dev.camber.model.manifest.TargetId;
import java.util.Map;

/** A build failed. The message is what a person sees after {@code Build Failed: }. */
public final class BuildException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Map<TargetId, TargetResult> built;

  public BuildException(String message) {
    this(message, Map.of());
  }

  /**
   * @param built targets that were built before: they need not be built again
   */
  public BuildException(String message, Map<TargetId, TargetResult> built) {
    super(message);
    this.built = Map.copyOf(built);
  }

  /**
   * @param cause decides whether it is worth trying again
   */
  public BuildException(String message, Exception cause) {
    this(message, cause, Map.of());
  }

  /** See the other constructors. */
  public BuildException(String message, Exception cause, Map<TargetId, TargetResult> built) {
    super(message, cause);
    this.built = Map.copyOf(built);
  }

  /** Whether it may well pass by itself: something did not answer. */
  public boolean passing() {
    return PassingFailure.is(getCause());
  }

  public Map<TargetId, TargetResult> built() {
    return built;
  }
}
