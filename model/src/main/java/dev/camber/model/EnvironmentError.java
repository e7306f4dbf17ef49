package dev.camber.model;

/**
 * Something around us does not work: Docker, the cluster, the network, the disk. The message says
 * what was tried and what came back; {@link #hint()} says how to check and may be empty.
 */
public class EnvironmentError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  public EnvironmentError(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public EnvironmentError(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** How to check; empty if there is nothing to say. */
  public String hint() {
    return hint;
  }
}
