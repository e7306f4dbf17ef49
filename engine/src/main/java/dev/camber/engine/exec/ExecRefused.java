package dev.camber.engine.exec;

import dev.camber.model.UserError;

/** A command could not be run at all; {@link #reason()} is for programs. */
public final class ExecRefused extends UserError {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public ExecRefused(Reason reason, String message, String hint) {
    super(message, hint);
    this.reason = reason;
  }

  /** What stood in the way. The names are part of the protocol. */
  public enum Reason {
    /** The session has no resource of that name. */
    NoSuchResource,
    /** The resource has no containers, or none of the name that was asked for. */
    NoSuchContainer,
    /** The container is there, but does not run. */
    NotRunning,
    /** The container runs, but has no shell. */
    NoShell,
    /** The cluster could not be asked, or refused. */
    ClusterError
  }

  public Reason reason() {
    return reason;
  }
}
