package dev.camber.host.probe;

import dev.camber.model.UserError;
import dev.camber.model.api.Probe;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the checks that probes describe, as the kubelet makes them (spec engine §5.6). */
public interface ProbeRunner {
  /**
   * The check of a probe.
   *
   * @param dir where a command runs
   * @throws UserError {@code unsupported probe type}, {@code port number out of range: 0}, …
   */
  Check prepare(Probe probe, Path dir) throws UserError;

  /** One check, made as often as called. For any thread. */
  @FunctionalInterface
  interface Check {
    /**
     * Looks once.
     *
     * @throws InterruptedException if interrupted on a virtual thread; a command has been killed
     */
    ProbeResult look(Duration timeout) throws InterruptedException;
  }
}
