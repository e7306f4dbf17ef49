package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** Buttons whose click stops this object. */
public record StopOn(@Wire(empty = Wire.Empty.WRITE) List<String> uiButtons) {
  public StopOn {
    uiButtons = List.copyOf(uiButtons);
  }
}
