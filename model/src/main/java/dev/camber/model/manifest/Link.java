package dev.camber.model.manifest;

/** An address shown with a resource; {@code name} may be empty. */
public record Link(String url, String name) {}
