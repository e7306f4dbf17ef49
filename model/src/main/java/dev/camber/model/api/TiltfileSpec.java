package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Tiltfile to evaluate. */
public record TiltfileSpec(
    @Wire(empty = Wire.Empty.WRITE) String path,
    Map<String, String> labels,
    Optional<RestartOn> restartOn,
    List<String> args,
    Optional<StopOn> stopOn)
    implements Spec {
  public TiltfileSpec {
    labels = Map.copyOf(labels);
    args = List.copyOf(args);
  }
}
