package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.Optional;

/** One observation about an object (meta/v1 Condition). */
public record Condition(
    @Wire(empty = Wire.Empty.WRITE) String type,
    @Wire(empty = Wire.Empty.WRITE) String status,
    long observedGeneration,
    @Wire(empty = Wire.Empty.NULL) Optional<Time> lastTransitionTime,
    @Wire(empty = Wire.Empty.WRITE) String reason,
    @Wire(empty = Wire.Empty.WRITE) String message) {}
