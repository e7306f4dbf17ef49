package dev.camber.engine.image;

import dev.camber.engine.build.TargetResult;
import dev.camber.image.build.BuiltImage;

/** What an image target left: the image and its names. */
public record ImageResult(BuiltImage image) implements TargetResult {}
