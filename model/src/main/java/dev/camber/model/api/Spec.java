package dev.camber.model.api;

/** What somebody wants of an object. Implementations are records. */
public interface Spec {}
