package dev.camber.server.web;

import dev.camber.engine.exec.ResourceExec;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.TriggerMode;
import java.util.List;

/** What the page and the command line can ask the session to do, beside writing objects. */
public record Controls(
    Controls.Trigger trigger,
    Controls.Restart restart,
    Controls.TriggerModes triggerModes,
    Controls.TiltfileArgs tiltfileArgs,
    Controls.EngineDump engineDump,
    ResourceExec exec) {

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

  /** Starting anew what runs. */
  @FunctionalInterface
  public interface Restart {
    /**
     * Ends what a resource runs and has it started again; returns when that has begun.
     *
     * @param resource its name; it exists
     * @throws UserError if it runs nothing that can be restarted
     * @throws EnvironmentError if its cluster does not do it
     */
    void restart(String resource) throws UserError, EnvironmentError, InterruptedException;
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
