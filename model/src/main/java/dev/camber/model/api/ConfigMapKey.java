package dev.camber.model.api;

import dev.camber.model.codec.Wire;

/** A key of a ConfigMap. */
public record ConfigMapKey(
    @Wire(empty = Wire.Empty.WRITE) String name, @Wire(empty = Wire.Empty.WRITE) String key) {}
