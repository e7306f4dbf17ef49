package dev.camber.kubernetes.cluster;

import java.util.Optional;

/** The sizes of a terminal, one after the other. */
@FunctionalInterface
public interface TerminalSizes {
  TerminalSizes NONE = Optional::empty;

  /** Waits for the next size; empty when there will be none. */
  Optional<Size> next() throws InterruptedException;

  /** Columns and rows. */
  record Size(int columns, int rows) {}
}
