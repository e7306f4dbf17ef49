package dev.camber.model.api;

/** Nothing is wanted of a UISession: it shows. */
public record UISessionSpec() implements Spec {}
