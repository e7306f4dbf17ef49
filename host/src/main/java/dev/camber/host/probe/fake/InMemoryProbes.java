package dev.camber.host.probe.fake;

import dev.camber.host.probe.ProbeResult;
import dev.camber.host.probe.ProbeRunner;
import dev.camber.model.api.Probe;
import java.nio.file.Path;

/** Probes that find what a test says. For any thread. */
public final class InMemoryProbes implements ProbeRunner {
  private ProbeResult next = ProbeResult.failure("not yet");
  private int looks;

  /** From now on every look finds this. */
  public synchronized void answer(ProbeResult result) {
    next = result;
  }

  /** How often somebody looked. */
  public synchronized int looks() {
    return looks;
  }

  @Override
  public Check prepare(Probe probe, Path dir) {
    return timeout -> {
      synchronized (this) {
        looks++;
        return next;
      }
    };
  }
}
