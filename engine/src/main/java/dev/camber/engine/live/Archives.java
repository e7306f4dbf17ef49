package dev.camber.engine.live;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Packs files for a container. */
@FunctionalInterface
public interface Archives {
  /**
   * Writes a tar stream whose entries are below {@code /}; what vanishes meanwhile is left out.
   *
   * @throws IOException if a file cannot be read or the stream breaks
   */
  void write(List<LiveUpdatePlan.Mapping> mappings, OutputStream out) throws IOException;
}
