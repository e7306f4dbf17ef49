package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.Optional;

/** A button with two states kept in a ConfigMap. */
public record ToggleButtonSpec(
    UIComponentLocation location,
    @Wire(empty = Wire.Empty.WRITE) boolean defaultOn,
    ToggleButtonSpec.State on,
    ToggleButtonSpec.State off,
    ToggleButtonSpec.StateSource stateSource)
    implements Spec {
  /** How the button looks in a state. */
  public record State(
      @Wire(empty = Wire.Empty.WRITE) String text,
      String iconName,
      String iconSVG,
      boolean requiresConfirmation) {}

  /** Where the state is kept. */
  public record StateSource(Optional<ToggleButtonSpec.ConfigMapState> configMap) {}

  /** A key and its two values. */
  public record ConfigMapState(
      @Wire(empty = Wire.Empty.WRITE) String name,
      @Wire(empty = Wire.Empty.WRITE) String key,
      String onValue,
      String offValue) {}
}
