package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** Buttons whose click starts this object, counted from a moment on. */
public record StartOn(
    @Wire(empty = Wire.Empty.WRITE) Optional<Time> startAfter,
    @Wire(empty = Wire.Empty.WRITE) List<String> uiButtons) {
  public StartOn {
    uiButtons = List.copyOf(uiButtons);
  }
}
