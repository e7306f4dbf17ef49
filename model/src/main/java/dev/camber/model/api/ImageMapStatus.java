package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import java.util.Optional;

/** The image built last, as three parties name it. */
public record ImageMapStatus(
    String image,
    String imageFromLocal,
    String imageFromCluster,
    Optional<MicroTime> buildStartTime)
    implements Status {}
