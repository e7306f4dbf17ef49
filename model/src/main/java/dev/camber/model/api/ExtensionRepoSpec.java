package dev.camber.model.api;

import dev.camber.model.codec.Wire;

/** A repository of extensions. */
public record ExtensionRepoSpec(
    @Wire(empty = Wire.Empty.WRITE) String url, String ref, String loadHost, String gitSubpath)
    implements Spec {}
