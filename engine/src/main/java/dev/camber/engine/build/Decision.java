package dev.camber.engine.build;

import java.util.Map;
import java.util.Optional;

/**
 * What scheduling makes of a moment.
 *
 * @param next what to build now, if anything
 * @param holds why others wait, by resource
 */
public record Decision(Optional<Next> next, Map<String, Hold> holds) {
  public Decision {
    holds = Map.copyOf(holds);
  }

  /**
   * A build to begin.
   *
   * @param forced see {@link BuildRequest#forced}
   */
  public record Next(String resource, BuildReason reason, boolean forced) {}
}
