package dev.camber.image.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An image in the engine's store.
 *
 * @param id {@code sha256:…}
 * @param tags {@code name:tag}, familiar
 * @param digests {@code name@sha256:…}
 * @param created when it was built
 * @param lastTagged when it last got a tag; {@link Instant#EPOCH} if the engine does not say
 * @param size in bytes
 */
public record EngineImage(
    String id,
    List<String> tags,
    List<String> digests,
    Map<String, String> labels,
    Instant created,
    Instant lastTagged,
    String os,
    String arch,
    long size) {
  public EngineImage {
    tags = List.copyOf(tags);
    digests = List.copyOf(digests);
    labels = Map.copyOf(labels);
  }
}
