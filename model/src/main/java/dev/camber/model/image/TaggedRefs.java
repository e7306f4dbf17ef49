package dev.camber.model.image;

/**
 * The names of one built image.
 *
 * @param local on this machine
 * @param cluster in the cluster
 */
public record TaggedRefs(ImageReference local, ImageReference cluster) {}
