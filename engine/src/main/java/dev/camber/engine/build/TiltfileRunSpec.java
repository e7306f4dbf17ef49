package dev.camber.engine.build;

import dev.camber.model.api.Spec;

/** Nothing is wanted of the record of a Tiltfile's runs: it remembers. */
public record TiltfileRunSpec() implements Spec {}
