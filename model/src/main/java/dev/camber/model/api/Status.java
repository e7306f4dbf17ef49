package dev.camber.model.api;

/** What was seen of an object. Implementations are records. */
public interface Status {}
