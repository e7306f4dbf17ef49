package dev.camber.tiltfile.value;

import dev.camber.starlark.Printer;
import dev.camber.starlark.Value;

/** One of the two trigger modes; compared by identity. Source: spec Tiltfile, section 6.2. */
public enum TriggerModeValue implements GoType.Named, Value {
  AUTO("TRIGGER_MODE_AUTO"),
  MANUAL("TRIGGER_MODE_MANUAL");

  private final String word;

  TriggerModeValue(String word) {
    this.word = word;
  }

  @Override
  public String type() {
    return "TriggerMode";
  }

  @Override
  public String goType() {
    return "tiltfile.triggerMode";
  }

  @Override
  public void repr(Printer out) {
    out.text(word);
  }

  @Override
  public int hash() {
    return ordinal();
  }
}
