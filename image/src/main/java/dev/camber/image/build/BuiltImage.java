package dev.camber.image.build;

import dev.camber.model.image.TaggedRefs;
import java.time.Instant;

/**
 * What a build made.
 *
 * @param refs its names
 * @param imageId {@code sha256:…}; empty if it never was in the local engine
 * @param inputHash of everything it was made from; empty if that is not known
 * @param startTime when the build began: the watermark of live updates
 */
public record BuiltImage(TaggedRefs refs, String imageId, String inputHash, Instant startTime) {}
