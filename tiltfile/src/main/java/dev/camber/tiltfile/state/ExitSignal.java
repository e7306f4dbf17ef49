package dev.camber.tiltfile.state;

/** Leaves the evaluation without an error: the builtin {@code exit}. */
public final class ExitSignal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExitSignal() {
    super("exit", null, false, false);
  }
}
