package dev.camber.server.web;

import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.TriggerMode;
import java.util.List;

/** What the page and the command line can ask the session to do, beside writing objects. */
public record Controls(
    Controls.Trigger trigger,
    Controls.TriggerModes triggerModes,
    Controls.TiltfileArgs tiltfileArgs,
    Controls.EngineDump engineDump) {

  /** Updates on demand. */
  @FunctionalInterface
  public interface Trigger {
    /**
     * Queues an update of a resource; the Tiltfile is one, too.
     *
     * @param resource its name; it exists
     * @param reason bits of the reason: spec CLI and API, section 12.3; 0 if none was given
     */
    void trigger(String resource, int reason);
  }

  /** When resources update. */
  @FunctionalInterface
  public interface TriggerModes {
    /** Sets the mode of resources that exist. */
    void override(List<String> resources, TriggerMode mode);
  }

  /** The arguments of the Tiltfile. */
  @FunctionalInterface
  public interface TiltfileArgs {
    /** Replaces them, which loads the Tiltfile anew. */
    void set(List<String> args);
  }

  /** The engine's state for people who look for a fault. */
  @FunctionalInterface
  public interface EngineDump {
    JsonObject dump();
  }
}
