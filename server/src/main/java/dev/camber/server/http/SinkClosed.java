package dev.camber.server.http;

/** The reader of a live answer is gone, or does not read: nothing is left to do for it. */
public final class SinkClosed extends Exception {
  private static final long serialVersionUID = 1L;

  public SinkClosed(String message) {
    super(message, null, false, false);
  }
}
