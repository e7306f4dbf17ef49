package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** The forwards every pod of a deployment gets. */
public record PortForwardTemplate(@Wire(empty = Wire.Empty.NULL) List<Forward> forwards) {
  public PortForwardTemplate {
    forwards = List.copyOf(forwards);
  }
}
