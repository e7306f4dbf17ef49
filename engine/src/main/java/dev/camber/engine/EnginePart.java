package dev.camber.engine;

import dev.camber.engine.build.Builder;
import dev.camber.engine.exec.ResourceExec;
import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.restart.Restarter;

/** What is plugged into an engine: reconcilers and builders for a kind of deployment. */
@FunctionalInterface
public interface EnginePart {
  /**
   * Makes its reconcilers and builders and hands them over; called once, before the engine starts.
   */
  void install(EngineServices services, Registration registration);

  /** Where a part hands over what it brings. */
  interface Registration {
    void add(Reconciler reconciler);

    void add(Builder builder);

    void add(Restarter restarter);

    /** How commands are run in the containers of its resources; at most one part brings that. */
    void add(ResourceExec exec);

    /** Closed when the session ends, after all reconcilers have. */
    void closeAtEnd(AutoCloseable closeable);
  }
}
