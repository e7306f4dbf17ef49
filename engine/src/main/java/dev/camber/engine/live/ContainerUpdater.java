package dev.camber.engine.live;

import dev.camber.model.log.Logger;
import java.util.Optional;

/** Brings a plan into one container. */
public interface ContainerUpdater {
  /**
   * Removes, copies, runs. Blocks until done.
   *
   * @param cluster the name of the Cluster object
   * @throws InterruptedException if cancelled; the container may be half updated then
   */
  Outcome update(String cluster, TargetContainer target, LiveUpdatePlan plan, Logger log)
      throws InterruptedException;

  /** What became of it. */
  sealed interface Outcome {}

  /** All is in. {@code note} says how, if not in the usual way. */
  record Updated(Optional<String> note) implements Outcome {}

  /**
   * The files are in, but a command of the Tiltfile failed: the person must act, a build would not
   * help.
   */
  record CommandFailed(String message) implements Outcome {}

  /** The container could not take the files: only a build brings them in. */
  record Impossible(String message) implements Outcome {}
}
