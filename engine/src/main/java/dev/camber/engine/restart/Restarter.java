package dev.camber.engine.restart;

import dev.camber.engine.build.ResourceView;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;

/** Restarts what one kind of resource runs. */
public interface Restarter {
  /** Whether it knows such resources. */
  boolean knows(ResourceView resource);

  /**
   * Ends what the resource runs and has it started again; returns when that has begun.
   *
   * @throws UserError if nothing of it can be restarted; the message says why and what to do
   * @throws EnvironmentError if the cluster does not do it
   */
  void restart(ResourceView resource) throws UserError, EnvironmentError, InterruptedException;
}
