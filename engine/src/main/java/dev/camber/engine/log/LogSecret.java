package dev.camber.engine.log;

/** A text that must not appear in the log, and what stands in its place. */
public record LogSecret(String value, String replacement) {}
