package dev.camber.tiltfile.assembly;

import dev.camber.model.manifest.TriggerMode;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.util.Optional;

/** Trigger mode and auto_init together. Source: spec Tiltfile, section 6.2. */
final class TriggerModes {
  private TriggerModes() {}

  static TriggerMode of(LoadState state, Optional<TriggerModeValue> own, boolean autoInit) {
    TriggerModeValue mode =
        own.or(() -> state.settings().triggerMode).orElse(TriggerModeValue.AUTO);
    return switch (mode) {
      case AUTO -> autoInit ? TriggerMode.AUTO : TriggerMode.AUTO_AFTER_INITIAL;
      case MANUAL -> autoInit ? TriggerMode.MANUAL_AFTER_INITIAL : TriggerMode.MANUAL;
    };
  }
}
