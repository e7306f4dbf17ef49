package dev.camber.engine.build;

import dev.camber.model.api.Spec;
import dev.camber.model.manifest.Manifest;

/**
 * A resource as a Tiltfile defines it.
 *
 * @param order its place among the resources of its Tiltfile, from 0
 * @param tiltfile the name of the Tiltfile object that defines it
 */
public record ResourceSpec(Manifest manifest, int order, String tiltfile) implements Spec {}
