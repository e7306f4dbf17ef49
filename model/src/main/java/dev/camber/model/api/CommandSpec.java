package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** A command line with its surroundings. */
public record CommandSpec(
    @Wire(empty = Wire.Empty.NULL) List<String> args,
    @Wire(empty = Wire.Empty.WRITE) String dir,
    @Wire(empty = Wire.Empty.NULL) List<String> env) {
  public CommandSpec {
    args = List.copyOf(args);
    env = List.copyOf(env);
  }
}
