package dev.camber.kubernetes.entity;

/**
 * An object after something was put into it.
 *
 * @param changed whether a place for it was found
 */
public record Injected(K8sEntity entity, boolean changed) {}
