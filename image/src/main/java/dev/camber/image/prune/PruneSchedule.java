package dev.camber.image.prune;

import java.time.Instant;
import java.util.Optional;

/**
 * When to prune: the first time after the first build that has ended, then every so many builds or
 * every so often. A pure function of what has happened.
 */
public final class PruneSchedule {
  private PruneSchedule() {}

  /**
   * What has happened.
   *
   * @param idle whether nothing is being built and nothing waits to be
   * @param hasImages whether the Tiltfile builds any image
   * @param completedBuilds builds that have ended in this session
   * @param last the last prune, if there was one
   * @param now the present
   */
  public record Situation(
      boolean idle, boolean hasImages, int completedBuilds, Optional<Last> last, Instant now) {}

  /**
   * A prune.
   *
   * @param at when it was
   * @param completedBuilds how many builds had ended by then
   */
  public record Last(Instant at, int completedBuilds) {}

  public static boolean isDue(PruneSettings settings, Situation situation) {
    if (!settings.enabled()
        || !situation.idle()
        || !situation.hasImages()
        || situation.completedBuilds() == 0) {
      return false;
    }
    if (situation.last().isEmpty()) {
      return true;
    }
    Last last = situation.last().get();
    return settings.everyBuilds() > 0
        ? situation.completedBuilds() >= last.completedBuilds() + settings.everyBuilds()
        : !situation.now().isBefore(last.at().plus(settings.interval()));
  }
}
