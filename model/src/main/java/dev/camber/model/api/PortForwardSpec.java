package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** Ports of a pod to forward. */
public record PortForwardSpec(
    @Wire(empty = Wire.Empty.WRITE) String podName,
    String namespace,
    @Wire(empty = Wire.Empty.NULL) List<Forward> forwards,
    String cluster)
    implements Spec {
  public PortForwardSpec {
    forwards = List.copyOf(forwards);
  }
}
