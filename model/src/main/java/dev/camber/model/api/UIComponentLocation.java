package dev.camber.model.api;

import dev.camber.model.codec.Wire;

/** Where a button stands. */
public record UIComponentLocation(
    @Wire(empty = Wire.Empty.WRITE) String componentID,
    @Wire(empty = Wire.Empty.WRITE) String componentType) {}
