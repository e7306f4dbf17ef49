package dev.camber.tiltfile.value;

import dev.camber.starlark.syntax.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Live update steps that were made but not used yet, by the place they were made at. One
 * evaluation's thread. Source: spec Tiltfile, section 5.8.
 */
public final class StepTracker {
  private final Map<Position, LiveUpdateStep> pending = new LinkedHashMap<>();

  public void made(LiveUpdateStep step) {
    pending.remove(step.position());
    pending.put(step.position(), step);
  }

  public void used(LiveUpdateStep step) {
    pending.remove(step.position());
  }

  /** The complaint about steps that nothing used. */
  public Optional<String> complaint() {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "found "
            + pending.size()
            + " live_update steps that were created but not used in a live_update:\n"
            + String.join(
                "\n\t",
                pending.values().stream()
                    .map(step ->
                        step.position()
                            + ": value '"
                            + step.display()
                            + "' of type '"
                            + step.type()
                            + "'")
                    .toList()));
  }
}
