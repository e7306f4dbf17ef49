package dev.camber.model.api;

/** Why the button cannot work. */
public record ToggleButtonStatus(String error) implements Status {}
