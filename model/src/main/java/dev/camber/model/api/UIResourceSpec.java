package dev.camber.model.api;

/** Nothing is wanted of a UIResource: it shows. */
public record UIResourceSpec() implements Spec {}
