package dev.camber.image.prune;

import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.DockerImages;
import dev.camber.image.engine.EngineImage;
import dev.camber.image.engine.EngineResponseException;
import dev.camber.image.engine.EngineVersion;
import dev.camber.image.engine.Pruned;
import dev.camber.image.trace.ByteAmount;
import dev.camber.model.EnvironmentError;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prunes an engine once. Thread-safe. */
public final class DockerPruner {
  private static final String OURS = "dev.tilt.gc=true";
  private static final String OLDEST_API = "1.30";
  private static final String CACHE_API = "1.31";
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(5);

  private final DockerEngine engine;
  private final InstantSource clock;

  public DockerPruner(DockerEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Removes stopped containers, images and build cache that are ours and old.
   *
   * @param builds the images that are built now, by the names they have here
   * @param verbose whether to say so when there was nothing to remove
   */
  public void prune(
      PruneSettings settings, List<ImageSelector> builds, Logger logger, boolean verbose)
      throws EnvironmentError, InterruptedException {
    EngineVersion version = engine.version(VERSION_TIMEOUT);
    if (!version.apiAtLeast(OLDEST_API)) {
      logger.line(
          LogLevel.DEBUG,
          "[Docker Prune] skipped: the API of the server is "
              + version.apiVersion()
              + ", want "
              + OLDEST_API);
      return;
    }
    Map<String, List<String>> filters =
        Map.of("label", List.of(OURS), "until", List.of(goDuration(settings.maxAge())));
    report("containers", engine.containers().prune(filters), logger, verbose);
    report("images", images(settings, builds, logger), logger, verbose);
    if (version.apiAtLeast(CACHE_API)) {
      try {
        report("caches", engine.builds().pruneCache(filters), logger, verbose);
      } catch (EngineResponseException e) {
        // Engines without BuildKit have no cache to speak of, and those that do not know a filter
        // must not be asked without it: that would take what is not ours.
        logger.line(LogLevel.DEBUG, "[Docker Prune] build cache left alone: " + e.getMessage());
      }
    }
  }

  private Pruned images(PruneSettings settings, List<ImageSelector> builds, Logger logger)
      throws EnvironmentError, InterruptedException {
    DockerImages images = engine.images();
    List<EngineImage> candidates = new ArrayList<>();
    for (EngineImage listed : images.list(Map.of("label", List.of(OURS)))) {
      images.inspect(listed.id()).ifPresent(candidates::add);
    }
    PruneChoice.Choice choice = PruneChoice.of(candidates, builds, settings, clock.instant());
    for (EngineImage kept : choice.severalTags()) {
      logger.line(
          LogLevel.DEBUG,
          "[Docker Prune] skipping image " + kept.id() + " with several tags: " + kept.tags());
    }
    List<String> done = new ArrayList<>();
    long bytes = 0;
    for (EngineImage image : choice.remove()) {
      try {
        DockerImages.Removed removed = images.remove(image.id(), false);
        removed.untagged().forEach(name -> done.add("untagged: " + name));
        removed.deleted().forEach(id -> done.add("deleted: " + id));
        bytes += removed.deleted().isEmpty() ? 0 : image.size();
      } catch (EngineResponseException e) {
        if (!e.isConflict() && !e.isNotFound()) {
          throw e;
        }
        // In use, or gone already: both are as they should be.
      }
    }
    return new Pruned(done, bytes);
  }

  private static void report(String what, Pruned pruned, Logger logger, boolean verbose) {
    if (pruned.ids().isEmpty() && !verbose) {
      return;
    }
    logger.info(
        "[Docker Prune] removed "
            + pruned.ids().size()
            + " "
            + what
            + ", reclaimed "
            + ByteAmount.rough(pruned.bytes()));
    for (String id : pruned.ids()) {
      logger.line(LogLevel.DEBUG, "\t- " + id);
    }
  }

  /** As Go writes durations, which the engine reads: {@code 6h0m0s}. */
  static String goDuration(Duration duration) {
    long seconds = duration.toSeconds();
    String sign = seconds < 0 ? "-" : "";
    long left = Math.abs(seconds);
    return sign + left / 3600 + "h" + left % 3600 / 60 + "m" + left % 60 + "s";
  }
}
