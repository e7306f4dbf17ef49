package dev.camber.tiltfile.value;

import dev.camber.model.api.Probe;
import dev.camber.starlark.StarlarkStruct;

/** What {@code probe()} returns. Source: spec Tiltfile, section 6.8. */
public final class ProbeValue extends BrandedStruct {
  private final Probe probe;

  public ProbeValue(Probe probe, StarlarkStruct fields) {
    super(fields, "Probe", "probe.Probe");
    this.probe = probe;
  }

  public Probe probe() {
    return probe;
  }
}
