package dev.camber.model.api;

/** Where the extension lies. */
public record ExtensionStatus(String error, String path) implements Status {}
