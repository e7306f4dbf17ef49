package dev.camber.image.prune;

import java.time.Duration;

/**
 * What a Tiltfile says with {@code docker_prune_settings}.
 *
 * @param enabled whether to prune at all
 * @param maxAge what is younger is kept; zero or negative keeps nothing for its age
 * @param everyBuilds prune after so many image builds; 0 to go by {@code interval}
 * @param interval between two prunes
 * @param keepRecent how many of the images of a name that are old enough are kept nevertheless
 */
public record PruneSettings(
    boolean enabled, Duration maxAge, int everyBuilds, Duration interval, int keepRecent) {
  public static final PruneSettings DEFAULT =
      new PruneSettings(true, Duration.ofHours(6), 0, Duration.ofHours(1), 2);
}
