package dev.camber.model.manifest;

/** What makes a Kubernetes resource ready. */
public enum PodReadinessMode {
  /** Not said. */
  NONE(""),
  /** All containers of its newest pod are ready. */
  WAIT("wait"),
  /** Applying is enough. */
  IGNORE("ignore"),
  /** Its pod has succeeded. */
  SUCCEEDED("succeeded");

  private final String wire;

  PodReadinessMode(String wire) {
    this.wire = wire;
  }

  /** The word on the wire. */
  public String wireValue() {
    return wire;
  }
}
