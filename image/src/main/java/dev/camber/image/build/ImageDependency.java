package dev.camber.image.build;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;

/**
 * An image that another one is built from, already built.
 *
 * @param imageMap name of its ImageMap
 * @param selector the references it stands for
 * @param local its name on this machine
 */
public record ImageDependency(String imageMap, ImageSelector selector, ImageReference local) {}
