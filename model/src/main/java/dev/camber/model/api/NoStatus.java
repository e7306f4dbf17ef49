package dev.camber.model.api;

/** The status of kinds that have none. */
public record NoStatus() implements Status {}
