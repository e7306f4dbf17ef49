package dev.camber.model.manifest;

/** When a resource updates by itself. The order is the wire value (spec engine, section 1.13). */
public enum TriggerMode {
  /** On start and on every change. */
  AUTO(true, true),
  /** On start, then by hand. */
  MANUAL_AFTER_INITIAL(false, true),
  /** By hand only. */
  MANUAL(false, false),
  /** Not on start, then on every change. */
  AUTO_AFTER_INITIAL(true, false);

  private final boolean autoOnChange;
  private final boolean autoInitial;

  TriggerMode(boolean autoOnChange, boolean autoInitial) {
    this.autoOnChange = autoOnChange;
    this.autoInitial = autoInitial;
  }

  /** Whether a change starts an update. */
  public boolean autoOnChange() {
    return autoOnChange;
  }

  /** Whether the start of the session starts an update. */
  public boolean autoInitial() {
    return autoInitial;
  }

  /** The number on the wire, 0 to 3. */
  public int wireValue() {
    return ordinal();
  }
}
