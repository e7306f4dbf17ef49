package dev.camber.model.api;

import dev.camber.model.codec.Wire;

/** Why the button cannot work. */
public record ToggleButtonStatus(@Wire(empty = Wire.Empty.WRITE) String error) implements Status {}
