package dev.camber.kubernetes.apply;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.ObjectRef;

/** An object that could not be deleted, and why. */
public record DeleteFailure(ObjectRef ref, KubeException error) {}
