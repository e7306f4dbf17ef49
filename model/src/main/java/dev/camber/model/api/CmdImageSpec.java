package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** An image built by a command. */
public record CmdImageSpec(
    @Wire(empty = Wire.Empty.WRITE) String ref,
    @Wire(empty = Wire.Empty.NULL) List<String> args,
    String dir,
    List<String> env,
    String outputMode,
    String outputTag,
    String outputsImageRefTo,
    List<String> imageMaps,
    String cluster,
    String clusterNeeds)
    implements Spec {
  public CmdImageSpec {
    args = List.copyOf(args);
    env = List.copyOf(env);
    imageMaps = List.copyOf(imageMaps);
  }
}
