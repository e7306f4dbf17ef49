package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;
import java.util.Optional;

/** Which image references an image stands for. */
public record ImageMapSpec(
    @Wire(empty = Wire.Empty.WRITE) String selector,
    boolean matchInEnvVars,
    boolean matchExact,
    Optional<ImageMapSpec.OverrideCommand> overrideCommand,
    Optional<ImageMapSpec.OverrideArgs> overrideArgs)
    implements Spec {
  /** Replaces the container command. */
  public record OverrideCommand(@Wire(empty = Wire.Empty.NULL) List<String> command) {
    public OverrideCommand {
      command = List.copyOf(command);
    }
  }

  /** Replaces the container arguments. */
  public record OverrideArgs(@Wire(empty = Wire.Empty.NULL) List<String> args) {
    public OverrideArgs {
      args = List.copyOf(args);
    }
  }
}
