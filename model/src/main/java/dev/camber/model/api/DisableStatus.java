package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.Optional;

/**
 * Whether an object is disabled; {@code state} is Enabled, Disabled, Error, or empty while unknown.
 */
public record DisableStatus(
    @Wire(empty = Wire.Empty.WRITE) boolean disabled,
    @Wire(empty = Wire.Empty.NULL) Optional<Time> lastUpdateTime,
    @Wire(empty = Wire.Empty.WRITE) String reason,
    @Wire(empty = Wire.Empty.WRITE) String state) {}
